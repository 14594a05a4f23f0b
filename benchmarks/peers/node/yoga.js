// GraphQL Yoga 5 on Node's HTTP server, with the plugins that PLUGINS names.
import { createServer } from 'node:http';
import { useGraphQlJit } from '@envelop/graphql-jit';
import { useResponseCache } from '@graphql-yoga/plugin-response-cache';
import { createSchema, createYoga } from 'graphql-yoga';
import { newContext, resolvers, typeDefs } from './schema.js';

const known = {
  jit: () => useGraphQlJit(),
  cache: () => useResponseCache({ session: () => null, ttl: 3_600_000 }),
};
const yoga = createYoga({
  schema: createSchema({ typeDefs, resolvers }),
  context: newContext,
  plugins: process.env.PLUGINS.split(',').map((name) => known[name]()),
  logging: false,
});
createServer(yoga).listen(Number(process.env.PORT), '127.0.0.1');
