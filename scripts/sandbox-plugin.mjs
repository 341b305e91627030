import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { tsImport } from 'tsx/esm/api';

const entry = fileURLToPath(new URL('../demo/server/sandbox.ts', import.meta.url));

/**
 * Runs one sandbox beside the browser tests; `/__sandbox__` tells them where it is.
 * @returns {import('@web/dev-server-core').Plugin}
 */
export function sandboxPlugin() {
  /** @type {{ url: string, socketUrl: string, close(): Promise<void> } | undefined} */
  let sandbox;
  return {
    name: 'sandbox',
    async serverStart() {
      if (!existsSync(entry)) return;
      const { createSandbox } = await tsImport(entry, import.meta.url);
      sandbox = await createSandbox({ port: 0, hooks: true, messagesPerSecond: null });
    },
    async serverStop() {
      await sandbox?.close();
    },
    serve(context) {
      if (context.path !== '/__sandbox__') return undefined;
      if (!sandbox) return undefined;
      return { body: JSON.stringify({ url: sandbox.url, socketUrl: sandbox.socketUrl }), type: 'json' };
    },
  };
}
