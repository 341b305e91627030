import { execFile } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import * as official from 'amazon-ivs-chat-messaging';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import ts from 'typescript';
import { build } from 'vite';
import { createSandbox } from '../demo/server/sandbox.js';
import { integrityOf, readmeSection } from './integrity.mjs';
import { packAndInstall } from './pack.mjs';
import { root, tool } from './setup.mjs';

const execute = promisify(execFile);
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** A page of code as somebody wrote it for the official client; only the name of the package is filled in. */
const script = (/** @type {string} */ name) => `
import { ChatRoom, DeleteMessageRequest, DisconnectUserRequest, SendMessageRequest } from '${name}';

const seen = [];
const room = new ChatRoom({
  regionOrUrl: process.env.SOCKET_URL,
  tokenProvider: async () => {
    const { token, sessionExpirationTime, tokenExpirationTime } = JSON.parse(process.env.TOKEN);
    return {
      token,
      sessionExpirationTime: new Date(sessionExpirationTime),
      tokenExpirationTime: new Date(tokenExpirationTime),
    };
  },
});
room.logLevel = 'error';
const connected = new Promise((resolve) => room.addListener('connect', resolve));
const disconnected = new Promise((resolve) => room.addListener('disconnect', resolve));
room.addListener('connecting', () => seen.push('connecting ' + room.state));
room.addListener('connect', () => seen.push('connect ' + room.state));
room.addListener('message', (message) => seen.push('message ' + message.content + ' from ' + message.sender.userId));
room.addListener('messageDelete', (event) => seen.push('deleted, reason ' + event.reason));
room.addListener('userDisconnect', (event) => seen.push('removed ' + event.userId));
room.addListener('event', (event) => seen.push('event ' + event.eventName));
room.addListener('disconnect', (reason) => seen.push('disconnect ' + reason));
const removeListener = room.addListener('message', () => seen.push('never'));
removeListener();

room.connect();
await connected;
const message = await room.sendMessage(new SendMessageRequest('Hello', { mood: 'glad' }));
seen.push('sent ' + message.content + ' ' + message.attributes.mood + ' ' + (message.sendTime instanceof Date));
const deletion = await room.deleteMessage(new DeleteMessageRequest(message.id, 'Spam'));
seen.push('delete answered ' + (deletion.messageId === message.id));
const removal = await room.disconnectUser(new DisconnectUserRequest('somebody', 'Rude'));
seen.push('removal answered ' + removal.userId);
try {
  await room.sendMessage(new SendMessageRequest('x'.repeat(501)));
} catch (error) {
  seen.push('refused ' + error.errorCode);
}
room.disconnect();
await disconnected;
try {
  await room.sendMessage(new SendMessageRequest('too late'));
} catch (error) {
  seen.push('refused ' + (error instanceof Error));
}
console.log(JSON.stringify(seen));
`;

describe('the packed package', () => {
  /** @type {ReturnType<typeof packAndInstall>} */
  let installed;
  before(() => (installed = packAndInstall()));
  after(() => installed?.remove());

  /** @param {string} name @param {string} code @param {Record<string, string>} [env] @param {string[]} [flags] */
  async function runInProject(name, code, env = {}, flags = []) {
    const file = join(installed.project, name);
    writeFileSync(file, code);
    const { stdout } = await execute(process.execPath, [...flags, file], {
      cwd: installed.project,
      env: { ...process.env, NODE_OPTIONS: '', ...env },
      timeout: 30_000,
    });
    return JSON.parse(stdout);
  }

  it('SECURITY 26: holds what is on the list and nothing else', () => {
    const docs = ['connection', 'hosts', 'messages', 'mutation', 'performance', 'releasing', 'security', 'token-endpoint'];
    const types = ['elements', 'global', 'preact', 'react', 'solid', 'svelte', 'vue'];
    expect(installed.files.filter((path) => !path.startsWith('dist/'))).to.have.members([
      ...['package.json', 'README.md', 'LICENSE', 'CHANGELOG.md', 'custom-elements.json', 'web-types.json', 'vscode.html-custom-data.json'],
      ...docs.map((name) => `docs/${name}.md`),
      ...types.map((name) => `types/${name}.d.ts`),
      'types/nothing.js',
    ]);
    const built = installed.files.filter((path) => path.startsWith('dist/'));
    expect(built.filter((path) => !/\.(js|js\.map|d\.ts)$/.test(path))).to.deep.equal(['dist/cdn/integrity.json']);
    expect(built.filter((path) => /test|sandbox|demo/i.test(path))).to.deep.equal([]);
    const modules = built.filter((path) => /^dist\/(?!cdn\/|_runtime\/)/.test(path));
    const hasNoSource = (/** @type {string} */ path) => !existsSync(join(root, path.replace(/^dist/, 'src').replace(/\.(js|js\.map|d\.ts)$/, '.ts')));
    expect(modules.filter(hasNoSource)).to.deep.equal([]);
    expect(built.filter((path) => path.startsWith('dist/cdn/')).sort()).to.deep.equal([
      'dist/cdn/integrity.json',
      ...['ivs-chat.iife.js', 'ivs-chat.iife.js.map', 'ivs-chat.js', 'ivs-chat.js.map'].map((name) => `dist/cdn/${name}`),
    ]);
    expect(built).to.include.members([
      'dist/index.js',
      'dist/index.d.ts',
      'dist/client/index.js',
      'dist/client/index.d.ts',
      'dist/token-endpoint/index.js',
      'dist/token-endpoint/index.d.ts',
      'dist/cdn/ivs-chat.js',
      'dist/cdn/ivs-chat.iife.js',
      ...['room', 'messages', 'input'].map((name) => `dist/elements/chat-${name}/ivs-chat-${name}.js`),
    ]);
  });

  it('SECURITY 25: holds the hashes of its own files, in the list beside them and in the README', () => {
    const folder = join(installed.project, 'node_modules/ivs-chat-elements');
    const integrity = integrityOf(folder);
    expect(JSON.parse(readFileSync(join(folder, 'dist/cdn/integrity.json'), 'utf8'))).to.deep.equal({ version: manifest.version, integrity });
    expect(readFileSync(join(folder, 'README.md'), 'utf8'), 'run npm run build').to.contain(readmeSection(manifest.version, integrity));
  });

  it('SECURITY 26: brings along these packages and no others, none of which runs anything when it is installed', async () => {
    const args = ['sbom', '--package-lock-only', '--sbom-format', 'cyclonedx'];
    const { stdout } = await execute('npm', args, { cwd: installed.project, shell: process.platform === 'win32' });
    const names = JSON.parse(stdout).components.map((/** @type {{ purl: string }} */ { purl }) => decodeURIComponent(purl).replace(/^pkg:npm\/(.+)@.*$/, '$1'));
    expect(names.sort()).to.deep.equal([
      '@lit-labs/ssr-dom-shim',
      '@lit/context',
      '@lit/reactive-element',
      '@types/trusted-types',
      'isomorphic-ws',
      'ivs-chat-elements',
      'lit',
      'lit-element',
      'lit-html',
      'ws',
    ]);
    const { packages } = JSON.parse(readFileSync(join(installed.project, 'package-lock.json'), 'utf8'));
    expect(Object.keys(packages).filter((path) => packages[path].hasInstallScript)).to.deep.equal([]);
  });

  it('SECURITY 26: is published with a statement of where it was built, or not at all', () => {
    expect(manifest.publishConfig).to.deep.equal({ access: 'public', provenance: true });
  });

  it('SECURITY 26: runs nothing when it is installed', () => {
    const hooks = ['preinstall', 'install', 'postinstall', 'prepare', 'prepublish', 'preprepare', 'postprepare'];
    expect(hooks.filter((name) => name in manifest.scripts)).to.deep.equal([]);
  });

  it('has a client that Node imports and that exports every name of the official one', async () => {
    const names = await runInProject(
      'names.js',
      `import * as client from 'ivs-chat-elements/client'; console.log(JSON.stringify(Object.keys(client)));`,
    );
    expect(Object.keys(official)).to.include('ChatRoom');
    expect(names).to.include.members(Object.keys(official));
    expect(names).to.include.members(['chatErrorCodes', 'ConsoleLogger']);
  });

  it('has every type of the official client', () => {
    const types = officialTypes(join(root, 'node_modules/amazon-ivs-chat-messaging/dist/types/index.d.ts'));
    expect(types).to.include.members(['ChatTokenProvider', 'ChatRoomListenerMap', 'ChatLogLevel']);
    const file = join(installed.project, 'types.ts');
    writeFileSync(file, `export type { ${types.join(', ')} } from 'ivs-chat-elements/client';\n`);
    expect(typeErrors(file)).to.deep.equal([]);
  });

  it('type-checks code that was written with the types of the official client', () => {
    const code = (/** @type {string} */ name) => `
      import { ChatRoom, SendMessageRequest } from '${name}';
      import type { ChatError, ChatEvent, ChatLogger, ChatMessage, ChatRoomConfig, ChatToken, ChatTokenProvider, ConnectionState,
        DeleteMessageEvent, DisconnectReason, DisconnectUserEvent, ChatUser, ChatLogLevel } from '${name}';
      const tokenProvider: ChatTokenProvider = async (): Promise<ChatToken> => ({ token: 'x', sessionExpirationTime: new Date() });
      const config: ChatRoomConfig = { regionOrUrl: 'us-west-2', tokenProvider, id: 'a', maxReconnectAttempts: 3 };
      const room = new ChatRoom(config);
      const logger: ChatLogger = { debug: (t: string) => t, info: (t: string) => t, error: (t: string) => t };
      room.logger = logger;
      const level: ChatLogLevel = 'error';
      room.logLevel = level;
      export const state: ConnectionState = room.state;
      room.addListener('message', (message: ChatMessage) => { const user: ChatUser = message.sender; void user.userId; });
      room.addListener('event', (event: ChatEvent) => void event.attributes?.['x']);
      room.addListener('messageDelete', (event: DeleteMessageEvent) => void event.messageId.length);
      room.addListener('userDisconnect', (event: DisconnectUserEvent) => void event.userId.length);
      const remove: () => void = room.addListener('disconnect', (reason: DisconnectReason) => void reason);
      remove();
      room.connect();
      export const sent: Promise<ChatMessage> = room.sendMessage(new SendMessageRequest('Hi', { a: 'b' }));
      export const code = (error: ChatError): number => error.errorCode;
      room.disconnect();
    `;
    for (const name of ['amazon-ivs-chat-messaging', 'ivs-chat-elements/client']) {
      const file = join(installed.project, `code-${name.length}.ts`);
      writeFileSync(file, code(name));
      expect(typeErrors(file), name).to.deep.equal([]);
    }
  });

  it('runs a script written for the official client with only the import changed', async () => {
    const sandbox = await createSandbox({ port: 0 });
    try {
      const wsUrl = JSON.stringify(join(root, 'node_modules/ws/wrapper.mjs'));
      const shim = join(installed.project, 'shim.mjs');
      // The official client needs a global WebSocket, which Node has had since version 22 only; ours needs nothing.
      writeFileSync(shim, `import { WebSocket } from ${wsUrl}; globalThis.WebSocket ??= WebSocket;`);
      const token = () => {
        const capabilities = /** @type {const} */ (['SEND_MESSAGE', 'DELETE_MESSAGE', 'DISCONNECT_USER']);
        return { TOKEN: JSON.stringify(sandbox.createToken({ userId: 'ada', capabilities })), SOCKET_URL: sandbox.socketUrl };
      };
      const expected = await runInProject('theirs.js', script('amazon-ivs-chat-messaging'), token(), ['--import', shim]);
      const actual = await runInProject('ours.js', script('ivs-chat-elements/client'), token());
      expect(expected).to.include.members(['connect connected', 'sent Hello glad true', 'disconnect clientDisconnect']);
      expect(actual).to.deep.equal(expected);
    } finally {
      await sandbox.close();
    }
  });

  it('can be imported where there is no page, and defines nothing there', async () => {
    const names = await runInProject(
      'server.js',
      `import * as all from 'ivs-chat-elements';
       for (const name of ['room', 'messages', 'input']) await import('ivs-chat-elements/elements/ivs-chat-' + name + '.js');
       console.log(JSON.stringify(Object.keys(all)));`,
    );
    expect(names).to.include.members(['IvsChatRoom', 'IvsChatMessages', 'IvsChatInput', 'ChatRoom']);
  });

  it('can be bundled, with all it needs, for a server without a page', async () => {
    writeFileSync(join(installed.project, 'entry.js'), `import * as all from 'ivs-chat-elements'; console.log(JSON.stringify(Object.keys(all)));`);
    await build({
      root: installed.project,
      configFile: false,
      logLevel: 'silent',
      ssr: { noExternal: true },
      build: { ssr: 'entry.js', outDir: 'bundled' },
    });
    const names = await runInProject('bundled/again.js', readFileSync(join(installed.project, 'bundled/entry.js'), 'utf8'));
    expect(names).to.include.members(['IvsChatRoom', 'ChatRoom']);
  });

  it('gives publint nothing to say', async () => {
    const { messages } = await publint({ pkgDir: root, strict: true, pack: 'npm' });
    expect(messages.map((message) => formatMessage(message, manifest))).to.deep.equal([]);
  });

  it('resolves every entry, with types, for every kind of ES module user', async () => {
    const args = [tool('@arethetypeswrong/cli/dist/index.js'), '--pack', '.', '--profile', 'esm-only', '--format', 'json'];
    const { stdout } = await execute(process.execPath, args, { cwd: root, maxBuffer: 2 ** 26 }).catch((error) => error);
    const { analysis } = JSON.parse(stdout);
    expect(Object.keys(analysis.entrypoints)).to.deep.equal(Object.keys(manifest.exports));
    const problems = analysis.problems.filter((/** @type {{ resolutionKind: string }} */ problem) => !/node10|cjs/.test(problem.resolutionKind));
    expect(analysis.types.kind).to.equal('included');
    expect(problems).to.deep.equal([]);
  });
});

/** @param {string} file @returns {string[]} the names it exports as types or values */
function officialTypes(file) {
  const program = ts.createProgram([file], { module: ts.ModuleKind.NodeNext, skipLibCheck: true });
  const source = program.getSourceFile(file);
  const symbol = source && program.getTypeChecker().getSymbolAtLocation(source);
  return symbol ? program.getTypeChecker().getExportsOfModule(symbol).map(({ name }) => name) : [];
}

/** @param {string} file @returns {string[]} what the compiler says of it, under strict rules and with declarations checked too */
function typeErrors(file) {
  const program = ts.createProgram([file], {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    lib: ['lib.es2022.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
    types: [],
    strict: true,
    noEmit: true,
  });
  return ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}
