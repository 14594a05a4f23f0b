// Mercurius 16 on Fastify 5, with graphql-jit from the second time that an operation comes.
import Fastify from 'fastify';
import mercurius from 'mercurius';
import { newContext, resolvers, typeDefs } from './schema.js';

const app = Fastify();
app.register(mercurius, { schema: typeDefs, resolvers, context: newContext, jit: 1 });
await app.listen({ host: '127.0.0.1', port: Number(process.env.PORT) });
