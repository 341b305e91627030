import { expect } from 'chai';
import { Emitter } from './emitter.js';

interface Events {
  a: (value: number) => unknown;
  b: () => unknown;
}

describe('Telling listeners', () => {
  function create() {
    const reports: unknown[] = [];
    return { emitter: new Emitter<Events>((error) => reports.push(error)), reports, heard: [] as string[] };
  }

  it('calls them in the order they came, with what happened', () => {
    const { emitter, heard } = create();
    emitter.add('a', (value) => heard.push(`first ${value}`));
    emitter.add('a', (value) => heard.push(`second ${value}`));
    emitter.emit('a', 7);
    expect(heard).to.deep.equal(['first 7', 'second 7']);
  });

  it('calls a listener that was added twice once, and no more after one removal', () => {
    const { emitter, heard } = create();
    const listener = () => heard.push('heard');
    const remove = emitter.add('b', listener);
    emitter.add('b', listener);
    emitter.emit('b');
    remove();
    emitter.emit('b');
    expect(heard).to.deep.equal(['heard']);
  });

  it('does not call a listener that was removed while the others were being told', () => {
    const { emitter, heard } = create();
    const second = () => heard.push('second');
    emitter.add('b', () => emitter.remove('b', second));
    emitter.add('b', second);
    emitter.add('b', () => heard.push('third'));
    emitter.emit('b');
    expect(heard).to.deep.equal(['third']);
  });

  it('calls a listener that was added meanwhile from the next time on', () => {
    const { emitter, heard } = create();
    emitter.add('b', () => emitter.add('b', late));
    const late = () => heard.push('late');
    emitter.emit('b');
    expect(heard).to.deep.equal([]);
    emitter.emit('b');
    expect(heard).to.deep.equal(['late']);
  });

  it('lets everyone hear the same order when a listener causes something', () => {
    const { emitter, heard } = create();
    emitter.add('a', () => emitter.emit('b'));
    emitter.add('a', () => heard.push('a'));
    emitter.add('b', () => heard.push('b'));
    emitter.emit('a', 1);
    expect(heard).to.deep.equal(['a', 'b']);
  });

  it('SECURITY 27: one that throws or rejects starves nobody and is reported once', async () => {
    const { emitter, reports, heard } = create();
    emitter.add('b', () => {
      throw new Error('thrown');
    });
    emitter.add('b', async () => {
      throw new Error('rejected');
    });
    emitter.add('b', () => ({
      get then() {
        throw new Error('trapped');
      },
    }));
    emitter.add('b', () => {
      throw null;
    });
    emitter.add('b', () => heard.push('heard'));
    emitter.emit('b');
    await Promise.resolve();
    await Promise.resolve();
    expect(heard).to.deep.equal(['heard']);
    expect(reports.map((error) => (error as Error | null)?.message)).to.have.members(['thrown', 'rejected', 'trapped', undefined]);
  });

  it('knows nothing of names that objects inherit', () => {
    const { emitter } = create();
    expect(() => emitter.emit('toString' as 'b')).not.to.throw();
    expect(() => emitter.add('__proto__' as 'b', () => undefined)).not.to.throw();
  });
});
