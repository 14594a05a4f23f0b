// @apollo/client: a query and its cache, pages joined, the code of an error, automatic persisted queries.
import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { ApolloClient, CombinedGraphQLErrors, HttpLink, InMemoryCache, gql } from '@apollo/client';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { relayStylePagination } from '@apollo/client/utilities';
import { filter, firstValueFrom } from 'rxjs';
import { url } from './endpoint.mjs';

const cache = () =>
  new InMemoryCache({ typePolicies: { Document: { fields: { paragraphs: relayStylePagination(['kinds']) } } } });
const client = () => new ApolloClient({ link: new HttpLink({ uri: url }), cache: cache() });

const TITLE = gql`
  query Title($languages: [LanguageTag!]) {
    document(symbol: "A/RES/74/148") {
      id
      title(languages: $languages) {
        plain
        language
        direction
      }
    }
  }
`;

test('a text is cached by the languages that it was asked in', async () => {
  const apollo = client();
  const titles = [];
  for (const languages of [['fr'], ['en']]) {
    titles.push((await apollo.query({ query: TITLE, variables: { languages } })).data.document);
  }
  const again = await apollo.query({ query: TITLE, variables: { languages: ['fr'] }, fetchPolicy: 'cache-only' });

  assert.deepEqual(
    titles.map(({ title }) => title.language),
    ['fr', 'en'],
  );
  assert.equal(titles[0].id, titles[1].id);
  assert.equal(again.data.document.title.plain, 'Protection des migrants');
});

const PARAGRAPHS = gql`
  query Paragraphs($after: String) {
    document(symbol: "A/RES/74/148") {
      id
      paragraphs(first: 40, after: $after) {
        edges {
          cursor
          node {
            id
            position
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
        totalCount
      }
    }
  }
`;

test('pages are joined to a whole list, in order', async (context) => {
  const query = client().watchQuery({ query: PARAGRAPHS });
  const shown = query.subscribe(() => {});
  context.after(() => shown.unsubscribe());
  const seen = (wanted) => firstValueFrom(query.pipe(filter(({ data }) => data && wanted(data.document.paragraphs))));
  let { data } = await seen(() => true);
  while (data.document.paragraphs.pageInfo.hasNextPage) {
    ({ data } = await query.fetchMore({ variables: { after: data.document.paragraphs.pageInfo.endCursor } }));
  }
  const { paragraphs } = (await seen(({ pageInfo }) => !pageInfo.hasNextPage)).data.document;
  const positions = paragraphs.edges.map(({ node }) => node.position);

  assert.ok(paragraphs.totalCount > 40);
  assert.deepEqual(
    positions,
    Array.from({ length: paragraphs.totalCount }, (_, index) => index + 1),
  );
});

test('an error has a code, and a message in the language of its reader', async () => {
  const query = gql`
    {
      document(symbol: "A/RES/74/") {
        id
      }
    }
  `;
  const asked = client().query({ query, context: { headers: { 'Accept-Language': 'es' } } });

  await assert.rejects(asked, (error) => {
    assert.ok(CombinedGraphQLErrors.is(error));
    assert.deepEqual(
      error.errors.map(({ extensions }) => [extensions.code, extensions.messageLanguage]),
      [['BAD_SYMBOL', 'es']],
    );
    return true;
  });
});

/** A client of persisted queries, and a list of the requests that it makes. */
function persisting() {
  const requests = [];
  const recorded = async (address, options) => {
    const asked = options.body ? JSON.parse(options.body) : Object.fromEntries(new URL(address).searchParams);
    const response = await fetch(address, options);
    requests.push([options.method, 'query' in asked, response.status, await response.clone().json()]);
    return response;
  };
  const sha256 = (text) => createHash('sha256').update(text).digest('hex');
  const link = new PersistedQueryLink({ sha256, useGETForHashedQueries: true });
  const apollo = new ApolloClient({ link: link.concat(new HttpLink({ uri: url, fetch: recorded })), cache: cache() });
  return { apollo, requests };
}

test('a query is sent once, and asked by its hash from then on', async () => {
  const name = `Once_${randomUUID().replaceAll('-', '')}`;
  const query = gql(`query ${name} { document(symbol: "A/RES/74/148") { id symbol } }`);
  const [first, second] = [persisting(), persisting()];

  const before = await first.apollo.query({ query });
  const after = await second.apollo.query({ query });

  const [unknown, sent] = first.requests;
  assert.deepEqual(unknown.slice(0, 2), ['GET', false]);
  assert.equal(unknown[3].errors[0].extensions.code, 'PERSISTED_QUERY_NOT_FOUND');
  assert.deepEqual(sent.slice(1, 3), [true, 200]);
  assert.deepEqual(
    second.requests.map((request) => request.slice(0, 3)),
    [['GET', false, 200]],
  );
  assert.deepEqual(before.data, after.data);
});
