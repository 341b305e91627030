// npm run mutation: which changes of the client's pure files its unit tests notice. For the state machine, which is reported only:
// `npm run mutation -- --mutate src/client/connection-keeper.ts,src/client/link.ts`.

const options = {
  plugins: ['./scripts/stryker-mocha.mjs'],
  testRunner: 'mocha12',
  testRunnerNodeArgs: ['--import=tsx'],
  mocha12: {
    spec: ['chat-room', 'chat-room.handover', 'chat-room.leaving', 'chat-room.reconnect', 'emitter', 'endpoint', 'message-store', 'protocol', 'recent-ids', 'reconnect-policy', 'session-renewal']
      .map((name) => `src/client/${name}.test.ts`),
  },
  mutate: ['protocol', 'reconnect-policy', 'session-renewal', 'chat-token', 'endpoint', 'message-store', 'recent-ids'].map(
    (name) => `src/client/${name}.ts`,
  ),
  ignorePatterns: ['**', '!src/client/**', '!demo/server/**', '!scripts/stryker-mocha.mjs', '!package.json', '!tsconfig.json'],
  coverageAnalysis: 'perTest',
  concurrency: 2,
  // A busy machine is slow; only what runs for ever counts as noticed by time.
  timeoutMS: 10_000,
  reporters: ['clear-text', 'progress-append-only'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  thresholds: { high: 90, low: 80, break: 80 },
  warnings: { unknownOptions: false },
};

export default options;
