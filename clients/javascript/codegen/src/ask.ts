import type { TypedDocumentString } from '../build/generated/graphql.js';

const [url, how] = process.argv.slice(2);

interface Answer<Result> {
  data?: Result;
  errors?: { message: string; extensions: { code: string } }[];
}

/** The answer to a typed query; sent by its id where the server has the documents of this application. */
export async function ask<Result, Variables>(
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
): Promise<Result> {
  const asked = how === '--by-id' ? { documentId: document.__meta__?.['hash'] } : { query: document.toString() };
  const response = await fetch(new URL('/graphql', url), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Accept: 'application/graphql-response+json' },
    body: JSON.stringify({ ...asked, variables }),
  });
  const { data, errors } = (await response.json()) as Answer<Result>;
  if (errors || !data) throw new Error(JSON.stringify(errors));
  return data;
}
