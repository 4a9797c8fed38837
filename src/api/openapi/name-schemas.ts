type Schema = {
  $defs?: Record<string, unknown>;
  type?: string;
  properties?: Record<string, unknown>;
  required?: readonly string[];
};
type Schemas = Record<string, Schema>;

/** Schemas whose members others have beside their own. */
const bases: readonly string[] = ['Movie', 'Entity', 'Figures', 'Comparison'];

/**
 * Moves the schemas that have an `id` into the components of a document, where each stands once; what has all members
 * of others says so by reference to them.
 * @throws {RangeError} when two schemas have the same id
 */
export function nameSchemas<Document extends { components: { schemas: object } }>(
  document: Document,
): Document {
  const schemas: Schemas = {};
  const hoisted = mapObjects(document, ({ $defs = {}, ...rest }) => {
    for (const [name, definition] of Object.entries($defs)) {
      if (name in schemas && !isSame(schemas[name], definition)) {
        throw new RangeError(`two schemas have the id '${name}'`);
      }
      schemas[name] = definition as Schema;
    }
    return '$ref' in rest ? { ...rest, $ref: String(rest.$ref).replace('#/$defs/', path) } : rest;
  }) as Document;
  const { schemas: bodies, ...components } = hoisted.components;
  const named = { ...hoisted, components: { ...components, schemas: { ...schemas, ...bodies } } };
  return mapObjects(named, (schema) => extendBases(schema, schemas)) as Document;
}

const path = '#/components/schemas/';

/** A value with each object in it replaced, the innermost first. */
function mapObjects(value: unknown, replace: (object: Schema) => object): unknown {
  if (Array.isArray(value)) return value.map((one) => mapObjects(one, replace));
  if (typeof value !== 'object' || value === null) return value;
  return replace(
    Object.fromEntries(Object.entries(value).map(([key, one]) => [key, mapObjects(one, replace)])),
  );
}

/** A schema as the bases that it has all members of, and its own members. */
function extendBases(schema: Schema, schemas: Schemas): object {
  const { properties, required = [], ...rest } = schema;
  if (properties === undefined) return schema;
  const names = bases.filter((one) => hasMembersOf(schemas[one], schema));
  const isOwn = (member: string) => !names.some((name) => member in (schemas[name]?.properties ?? {}));
  const own = Object.entries(properties).filter(([member]) => isOwn(member));
  if (names.length === 0 || own.length === 0) return schema;
  const added = { type: 'object', properties: Object.fromEntries(own), required: required.filter(isOwn) };
  return { ...rest, type: undefined, allOf: [...names.map((name) => ({ $ref: `${path}${name}` })), added] };
}

const hasMembersOf = (base: Schema | undefined, { properties = {}, required = [] }: Schema): boolean =>
  base?.properties !== undefined &&
  Object.entries(base.properties).every(
    ([member, schema]) =>
      isSame(properties[member], schema) &&
      required.includes(member) === (base.required ?? []).includes(member),
  );

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
