type Query = Record<string, unknown>;

/**
 * The part of Kibana's query language that the dashboards use, as Elasticsearch is asked it: `field : *`,
 * `field : "value"`, `not`, `and`, `or`, parentheses.
 * @throws naming what it does not know, so that no dashboard uses more than is proven.
 */
export function kqlToQuery(text: string): Query {
  if (text.trim() === '') return { match_all: {} };
  const tokens = text.match(/"(?:[^"\\]|\\.)*"|[():]|[^\s():"]+/g) ?? [];
  let at = 0;
  const take = (): string | undefined => tokens[at++];
  const isNext = (word: string): boolean => tokens[at]?.toLowerCase() === word && ++at > 0;

  const either = (): Query => {
    const parts = [both()];
    while (isNext('or')) parts.push(both());
    return parts.length === 1 ? (parts[0] as Query) : { bool: { should: parts, minimum_should_match: 1 } };
  };
  const both = (): Query => {
    const parts = [one()];
    while (isNext('and')) parts.push(one());
    return parts.length === 1 ? (parts[0] as Query) : { bool: { filter: parts } };
  };
  const one = (): Query => {
    if (isNext('not')) return { bool: { must_not: [one()] } };
    if (isNext('(')) {
      const inner = either();
      if (!isNext(')')) throw new Error(`KQL '${text}': a parenthesis is not closed`);
      return inner;
    }
    const field = take();
    if (field === undefined || !isNext(':')) throw new Error(`KQL '${text}': expected 'field :' at ${at}`);
    const value = take();
    if (value === '*') return { exists: { field } };
    if (value?.startsWith('"')) return { match_phrase: { [field]: JSON.parse(value) } };
    throw new Error(`KQL '${text}': expected * or a quoted value, found ${value}`);
  };

  const query = either();
  if (at < tokens.length) throw new Error(`KQL '${text}': '${tokens[at]}' is left over`);
  return query;
}
