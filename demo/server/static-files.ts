import { createReadStream } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { extname, join, sep } from 'node:path';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
};

/**
 * The file of a folder that a URL path names; `undefined` when there is none, or when it is hidden, of an unknown type or
 * anywhere outside that folder.
 */
export async function findFile(folder: string, path: string): Promise<string | undefined> {
  const relative = decode(path);
  if (relative === undefined || !/^[\w@+-][\w@.+-]*(\/[\w@+-][\w@.+-]*)*$/.test(relative) || types[extname(relative)] === undefined) return undefined;
  try {
    const root = await realpath(folder);
    const file = await realpath(join(root, relative));
    return file.startsWith(root + sep) && (await stat(file)).isFile() ? file : undefined;
  } catch {
    return undefined;
  }
}

export function sendFile(response: ServerResponse, file: string, withBody: boolean, headers: Record<string, string | string[]>): void {
  response.writeHead(200, { 'Content-Type': types[extname(file)] ?? 'text/plain', 'Cache-Control': 'no-cache', ...headers });
  if (!withBody) {
    response.end();
    return;
  }
  createReadStream(file)
    .on('error', () => response.destroy())
    .pipe(response);
}

function decode(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}
