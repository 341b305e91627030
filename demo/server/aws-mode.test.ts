import { expect } from 'chai';
import { createSandbox, type Sandbox } from './sandbox.js';
import { openSite, type Site } from './testing/demo-visit.js';
import { enter } from './testing/raw-client.js';

const names = ['AWS_ENDPOINT_URL', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN', 'AWS_PROFILE'] as const;
const nowhere = '/nowhere';
const without = { AWS_CONFIG_FILE: nowhere, AWS_SHARED_CREDENTIALS_FILE: nowhere, AWS_EC2_METADATA_DISABLED: 'true' };

describe('the demo with a room in AWS', () => {
  const original = { ...process.env };
  let aws: Sandbox;
  let site: Site | undefined;

  // The SDK takes its endpoint from the environment too: the same code as for AWS, with a sandbox in AWS's place.
  beforeEach(async () => {
    aws = await createSandbox();
    for (const name of names) delete process.env[name];
    Object.assign(process.env, { AWS_ENDPOINT_URL: aws.url, ...without });
  });
  afterEach(async () => {
    for (const name of [...names, ...Object.keys(without)]) {
      if (original[name] === undefined) delete process.env[name];
      else process.env[name] = original[name];
    }
    await site?.close();
    site = undefined;
    await aws.close();
  });

  async function open(): Promise<Site> {
    Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'any', AWS_SECRET_ACCESS_KEY: 'any' });
    return (site = await openSite({ roomArn: aws.roomArn }));
  }

  it('hands out tokens of that room and names its region instead of a socket', async () => {
    const { json } = await (await open()).post('moderator', 'token');
    expect(json).to.include({ userId: 'moderator', region: 'us-west-2' });
    expect(json).to.not.have.property('socketUrl');
    expect(aws.hooks.calls().map(({ operation, status }) => `${operation} ${status}`)).to.deep.equal(['CreateChatToken 200']);
  });

  it("lets its pages connect to the region's edge and nowhere else", async () => {
    const { headers } = await (await open()).ask('GET', '/as/ada/');
    expect(headers['content-security-policy']).to.contain("connect-src 'self' wss://edge.ivschat.us-west-2.amazonaws.com;");
  });

  it('sends events, and says which controls need the sandbox', async () => {
    const viewer = await enter(aws, 'viewer');
    const demo = await open();
    expect((await demo.post('ada', 'demo/event', { name: 'poll' })).json).to.include({ backend: 'aws' });
    expect(await viewer.heard()).to.include({ EventName: 'poll' });
    for (const [action, input] of [['drop', {}], ['end-session', {}], ['simulate', { perMinute: 10 }]] as const) {
      expect((await demo.post('ada', `demo/${action}`, input)).status, action).to.equal(409);
    }
  });

  it('says in a sentence that credentials are missing', async () => {
    const error = await openSite({ roomArn: aws.roomArn }).catch((reason: unknown) => reason);
    expect(error).to.have.property('name', 'SetupError');
    expect(error).to.have.property('message').that.contains('no AWS credentials were found');
  });
});
