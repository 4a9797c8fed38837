/** The settings behind Elasticsearch's blocks, by the number that a reason names. */
const settings: Readonly<Record<string, string>> = {
  5: 'index.blocks.read_only',
  6: 'cluster.blocks.read_only',
  7: 'index.blocks.read',
  8: 'index.blocks.write',
  9: 'index.blocks.metadata',
  10: 'cluster.blocks.create_index',
  12: 'index.blocks.read_only_allow_delete',
  13: 'cluster.blocks.read_only_allow_delete',
};

/**
 * Returns which indices are blocked, by which settings, and how to remove them.
 * @param reason - of a `cluster_block_exception`, such as `index [movies] blocked by: [FORBIDDEN/8/index write (api)];`
 */
export function describeBlocks(reason: string): string {
  const blocks = [...reason.matchAll(/(?:index \[([^\]]+)\] )?blocked by: \[([^\]]*)\]/g)].flatMap(
    ([, index, list = '']) =>
      [...list.matchAll(/[A-Z_]+\/(\d+)\//g)].map(([, number]) => ({
        index,
        setting: settings[number ?? ''],
      })),
  );
  const sentences = blocks.flatMap(({ index, setting }) => (setting ? describe(setting, index) : []));
  const isKnown = blocks.length > 0 && sentences.length === blocks.length;
  return isKnown ? sentences.join(' ') : `Elasticsearch blocks the request: ${reason}`;
}

function describe(setting: string, index: string | undefined): string {
  const isFull = setting === 'index.blocks.read_only_allow_delete' ? ', which a full disk sets' : '';
  const first = isFull ? 'Free disk space, then remove it' : 'Remove it';
  const request =
    index === undefined
      ? `PUT /_cluster/settings {"persistent": {"${setting}": null}}`
      : `PUT /${index}/_settings {"${setting}": null}`;
  return `Elasticsearch blocks ${index ?? 'the cluster'} by the setting ${setting}${isFull}. ${first}: ${request}.`;
}
