// Bytes that are there already, by Node's HTTP server: the files of a folder, by the path of the request.
import { readFileSync, readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';

const folder = process.env.STATIC_FOLDER;
const bodies = new Map(readdirSync(folder).map((name) => [`/${name}`, readFileSync(join(folder, name))]));
const NOT_FOUND = Buffer.from('not found');

createServer((request, response) => {
  const body = bodies.get(request.url);
  response.writeHead(body ? 200 : 404, {
    'Content-Type': 'application/json',
    'Content-Length': (body ?? NOT_FOUND).length,
  });
  response.end(body ?? NOT_FOUND);
}).listen(Number(process.env.PORT), '127.0.0.1');
