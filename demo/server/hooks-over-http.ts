import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody, sendJson } from './http-body.js';
import type { SandboxHooks } from './sandbox-hooks.js';
import { isRecord } from './sandbox-requests.js';

export const hooksPath = '/sandbox/hooks/';

const maxBodyBytes = 16 * 1024 * 1024;
const anyOrigin = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Methods': 'POST',
  'Access-Control-Allow-Headers': 'Content-Type',
};

/** Answers `POST /sandbox/hooks/<name>`; `hooks` is `undefined` where they are not offered over HTTP. */
export async function handleHook(
  request: IncomingMessage,
  response: ServerResponse,
  name: string,
  hooks: SandboxHooks | undefined,
): Promise<void> {
  if (hooks === undefined) return sendJson(response, 403, { message: 'This sandbox was made without hooks: true' });
  try {
    const body = await readBody(request, maxBodyBytes);
    if (request.method === 'OPTIONS') {
      response.writeHead(204, anyOrigin).end();
    } else if (request.method !== 'POST') {
      sendJson(response, 405, { message: 'Hooks are called by POST' }, { ...anyOrigin, Allow: 'POST, OPTIONS' });
    } else if (!Object.hasOwn(hooks, name)) {
      sendJson(response, 404, { message: `No hook ${name}; there are ${Object.keys(hooks).join(', ')}` }, anyOrigin);
    } else {
      const input: unknown = body.trim() === '' ? {} : JSON.parse(body);
      if (!isRecord(input)) throw new TypeError('A hook takes one JSON object');
      sendJson(response, 200, callHook(hooks, name as keyof SandboxHooks, input) ?? {}, anyOrigin);
    }
  } catch (error) {
    const status = error instanceof Error && 'status' in error && typeof error.status === 'number' ? error.status : 400;
    sendJson(response, status, { message: error instanceof Error ? error.message : 'Refused' }, anyOrigin);
  }
}

function callHook(hooks: SandboxHooks, name: keyof SandboxHooks, input: Record<string, unknown>): unknown {
  const hook = hooks[name] as (this: SandboxHooks, input: Record<string, unknown>) => unknown;
  return hook.call(hooks, input);
}
