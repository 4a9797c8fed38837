import { expect } from 'chai';
import { allQuestions } from '../../../../src/api/all-questions.js';
import { createOpenApi } from '../../../../src/api/openapi/create-openapi.js';
import type { ParameterStyle } from '../../../../src/api/openapi/describe-parameters.js';
import { createOperations } from '../../../../src/api/operations/create-operations.js';
import { editionEndpoints } from '../../../../src/api/routes/edition-endpoints.js';
import { schemaEndpoint } from '../../../../src/api/routes/schema-endpoint.js';
import { MarqueeClient } from '../../../../src/elasticsearch/marquee-client.js';
import { movieFilters } from '../../../../src/questions/parameters/movie-filters.js';

type Parameter = { name?: string; $ref?: string; in?: string; style?: string; explode?: boolean };
type Operation = { parameters?: Parameter[]; responses: Record<string, object> };
type Document = {
  paths: Record<string, { get: Operation }>;
  components: Record<'schemas' | 'parameters' | 'responses', Record<string, object>>;
};

// Nothing is asked of it.
const client = new MarqueeClient({ node: 'http://127.0.0.1:1' });
const endpoints = [schemaEndpoint(allQuestions), ...editionEndpoints(client)];

const create = (style: ParameterStyle): Document =>
  JSON.parse(
    JSON.stringify(createOpenApi(allQuestions, endpoints, createOperations(client), '0.0.0', style)),
  );

describe('the OpenAPI document', () => {
  const grouped = create('grouped');
  const flat = create('flat');

  const parametersOf = (document: Document, path: string): Parameter[] =>
    (document.paths[path]?.get.parameters ?? []).map(({ $ref, ...own }) =>
      $ref === undefined ? own : (document.components.parameters[$ref.replace(/.*\//, '')] as Parameter),
    );

  it('is at most 120 kB', () => {
    expect(JSON.stringify(grouped).length).to.be.at.most(120_000);
  });

  it('names what answers consist of', () => {
    expect(grouped.components.schemas).to.include.keys(
      ...['Movie', 'FoundMovie', 'MovieDocument', 'Company', 'Genre', 'Person', 'Collection', 'Entity'],
      ...['Money', 'Mean', 'Total', 'Ratio', 'Median', 'Row', 'RowLinks', 'Meta', 'Links', 'Problem'],
      ...['MeasureName', 'DimensionName', 'MeasureOrder', 'FacetName', 'MovieFilters'],
    );
  });

  it('describes a schema that has all members of another by reference to it', () => {
    const { FoundMovie } = grouped.components.schemas as Record<string, { allOf?: object[] }>;
    expect(FoundMovie?.allOf?.[0]).to.deep.equal({ $ref: '#/components/schemas/Movie' });
    expect(FoundMovie?.allOf?.[1]).to.have.property('required').that.deep.equals(['score', 'highlights']);
  });

  for (const [style, document] of Object.entries({ grouped, flat })) {
    it(`refers to components that it has: ${style}`, () => {
      const references = JSON.stringify(document).matchAll(/"\$ref":"([^"]*)"/g);
      for (const [, reference = ''] of references) {
        const [, kind = '', name = ''] = /^#\/components\/(\w+)\/([\w.-]+)$/.exec(reference) ?? [];
        expect(document.components, reference).to.have.nested.property(`${kind}.${name.replace('.', '\\.')}`);
      }
      expect(JSON.stringify(document)).to.not.include('$defs');
    });
  }

  it('has the filters of movies as one object, whose members are parameters of their own', () => {
    const filters = parametersOf(grouped, '/v1/movies/aggregate').find(({ name }) => name === 'filters');
    expect(filters).to.include({ in: 'query', style: 'form', explode: true });
    const { MovieFilters } = grouped.components.schemas as Record<string, { properties: object }>;
    const { from: _from, to: _to, ...others } = movieFilters;
    expect(MovieFilters?.properties).to.have.all.keys(Object.keys(others));
  });

  it('has each filter as a parameter where generators need it', () => {
    for (const path of ['/v1/movies/aggregate', '/v1/movies/search', '/v1/companies/{id}/profit-by-year']) {
      const names = parametersOf(flat, path).map(({ name }) => name);
      expect(names, path).to.include.members([...Object.keys(movieFilters), 'format', 'select']);
      expect(names, path).to.not.include('filters').and.to.not.include('form');
    }
  });

  it('has a 404 where an id may be missing, and nowhere else', () => {
    const has404 = (path: string) => '404' in (grouped.paths[path]?.get.responses ?? {});
    expect(has404('/v1/movies/{id}')).to.equal(true);
    expect(has404('/v1/companies/summary-by-year')).to.equal(true);
    for (const path of ['/v1/movies/search', '/v1/genres', '/v1/movies/aggregate']) {
      expect(has404(path), path).to.equal(false);
    }
  });
});
