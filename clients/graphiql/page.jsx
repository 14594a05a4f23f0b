// GraphiQL on our own endpoint, with nothing from other hosts.
import { createGraphiQLFetcher } from '@graphiql/toolkit';
import { GraphiQL } from 'graphiql';
import 'graphiql/style.css';
import './page.css';
import { createRoot } from 'react-dom/client';
import defaultQuery from './query.graphql';

const WORKERS = { json: 'json.worker.js', graphql: 'graphql.worker.js' };
const here = new URL('.', import.meta.url);

globalThis.MonacoEnvironment = {
  getWorker: (_, label) => new Worker(new URL(WORKERS[label] ?? 'editor.worker.js', here), { type: 'module' }),
};

const root = document.getElementById('graphiql');
const endpoint = new URL(root.dataset.endpoint, location);
const fetcher = createGraphiQLFetcher({ url: endpoint.href, subscriptionUrl: endpoint.href.replace(/^http/, 'ws') });
createRoot(root).render(<GraphiQL fetcher={fetcher} defaultQuery={defaultQuery} />);
