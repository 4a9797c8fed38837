import type { Command } from 'commander';

/** Every command, in the order in which `--help` lists them. Only the one that is called is imported. */
export const verbs: Readonly<Record<string, () => Promise<Command>>> = {
  start: async () => (await import('./start.js')).startCommand(),
  sample: async () => (await import('./sample.js')).sampleCommand(),
  transform: async () => (await import('./transform.js')).transformCommand(),
  reload: async () => (await import('./reload.js')).reloadCommand(),
  watch: async () => (await import('./watch.js')).watchCommand(),
  load: async () => (await import('./load.js')).loadCommand(),
  publish: async () => (await import('./publish.js')).publishCommand(),
  rollback: async () => (await import('./rollback.js')).rollbackCommand(),
  editions: async () => (await import('./editions.js')).editionsCommand(),
  history: async () => (await import('./history.js')).historyCommand(),
  backup: async () => (await import('./backup.js')).backupCommand(),
  restore: async () => (await import('./restore.js')).restoreCommand(),
  serve: async () => (await import('./serve.js')).serveCommand(),
  mcp: async () => (await import('./mcp.js')).mcpCommand(),
  token: async () => (await import('./token.js')).tokenCommand(),
  elasticsearch: async () => (await import('./elasticsearch.js')).elasticsearchCommand(),
  dashboards: async () => (await import('./dashboards.js')).dashboardsCommand(),
};
