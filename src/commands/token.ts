import { Command, Option } from 'commander';
import { mintToken } from '../api/auth/mint-token.js';
import { readSecretTokenConfig } from '../config/token-config.js';
import { parseDuration } from './parse-duration.js';
import { parseText } from './parse-text.js';

export const tokenCommand = (): Command =>
  new Command('token')
    .description('create a token for the API, signed with JWT_SECRET')
    .option('--subject <name>', 'subject of the token', parseText, 'marquee-cli')
    .option('--scope <words>', 'scopes, separated by spaces', 'read')
    .addOption(
      new Option('--expires <duration>', 'how long it is valid: a number and s, m, h or d')
        .argParser(parseDuration)
        .default(3600, '1h'),
    )
    .addHelpText('after', '\nExample:\n  JWT_SECRET=… marquee token --subject alice --expires 8h')
    .action(({ subject, scope, expires }: { subject: string; scope: string; expires: number }) => {
      const token = mintToken(readSecretTokenConfig(), { subject, scope, seconds: expires });
      process.stdout.write(`${token}\n`);
    });
