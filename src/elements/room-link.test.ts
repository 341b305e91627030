import { expect, fixture, html } from '@open-wc/testing';
import { ContextProvider } from '@lit/context';
import { LitElement } from 'lit';
import { defaultStrings } from './strings.js';
import { roomContext, type RoomContext } from './room-context.js';
import { RoomLink } from './room-link.js';
import { announceRoom } from './room-registry.js';

/** A piece that only shows which room it found. */
class TestPiece extends LitElement {
  static override properties = { htmlFor: { attribute: 'for' } };
  declare htmlFor: string;
  readonly found: (number | undefined)[] = [];
  readonly link: RoomLink;

  constructor() {
    super();
    this.htmlFor = '';
    this.link = new RoomLink(
      this,
      (room) => this.found.push(room?.maxLength),
      () => {},
    );
  }

  protected override willUpdate(): void {
    this.link.update();
  }

  get room(): number | undefined {
    return this.link.room?.maxLength;
  }
}
customElements.define('test-piece', TestPiece);

/** A room that offers a context told by its `maxLength`. */
class TestRoom extends LitElement {
  readonly #provider = new ContextProvider(this, { context: roomContext });

  offer(maxLength: number): void {
    this.#provider.setValue({ maxLength, strings: defaultStrings } as RoomContext);
  }
  override connectedCallback(): void {
    this.offer(Number(this.getAttribute('number')));
    super.connectedCallback();
    announceRoom();
  }
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    announceRoom();
  }
}
customElements.define('test-room', TestRoom);

const pieceIn = (root: ParentNode) => root.querySelector<TestPiece>('test-piece')!;

describe('RoomLink', () => {
  it('finds the room around it, and hears of its changes', async () => {
    const room = await fixture<TestRoom>(html`<test-room number="1"><div><test-piece></test-piece></div></test-room>`);
    const piece = pieceIn(room);
    expect(piece.room).to.equal(1);
    room.offer(2);
    expect(piece.found).to.deep.equal([1, 2]);
  });

  it('takes the nearest room', async () => {
    const outer = await fixture(html`<test-room number="1"><test-room number="2"><test-piece></test-piece></test-room></test-room>`);
    expect(pieceIn(outer).room).to.equal(2);
  });

  it('finds a room that is defined after it', async () => {
    const page = await fixture(html`<div><late-test-room number="3"><test-piece></test-piece></late-test-room></div>`);
    expect(pieceIn(page).room).to.equal(undefined);
    customElements.define('late-test-room', class extends TestRoom {});
    expect(pieceIn(page).room).to.equal(3);
  });

  it('prefers the room that it names to the room around it', async () => {
    const page = await fixture(html`
      <div>
        <test-room number="1"><test-piece for="named"></test-piece></test-room>
        <test-room number="2" id="named"></test-room>
      </div>
    `);
    expect(pieceIn(page).room).to.equal(2);
  });

  it('finds a named room late, leaves it when it goes, and takes no other in its place', async () => {
    const page = await fixture(html`<div><test-room number="1"><test-piece for="later"></test-piece></test-room></div>`);
    const piece = pieceIn(page);
    expect(piece.room).to.equal(undefined);
    const later = document.createElement('test-room');
    later.id = 'later';
    later.setAttribute('number', '5');
    page.append(later);
    expect(piece.room).to.equal(5);
    later.remove();
    expect(piece.room).to.equal(undefined);
  });

  it('follows `for` live', async () => {
    const page = await fixture(html`
      <div><test-room number="1" id="a"></test-room><test-room number="2" id="b"></test-room><test-piece for="a"></test-piece></div>
    `);
    const piece = pieceIn(page);
    for (const [id, expected] of [['b', 2], ['nobody', undefined], ['a', 1], ['', undefined]] as const) {
      piece.htmlFor = id;
      await piece.updateComplete;
      expect(piece.room, `for="${id}"`).to.equal(expected);
    }
  });

  it('takes the room around it when its `for` goes, or was never there', async () => {
    const page = await fixture(html`
      <div><test-room number="1" id="a"></test-room><test-room number="2"><test-piece for="a"></test-piece></test-room></div>
    `);
    const piece = pieceIn(page);
    const changes = [() => piece.removeAttribute('for'), () => Object.assign(piece, { htmlFor: undefined }), () => Object.assign(piece, { htmlFor: null })];
    for (const change of changes) {
      piece.htmlFor = 'a';
      await piece.updateComplete;
      expect(piece.room).to.equal(1);
      change();
      await piece.updateComplete;
      expect(piece.room, String(change)).to.equal(2);
    }
  });

  it('looks in its own shadow root first, then in the document', async () => {
    const page = await fixture<HTMLElement>(html`<div><test-room number="1" id="shared"></test-room><div class="host"></div></div>`);
    const root = page.querySelector('.host')!.attachShadow({ mode: 'open' });
    const piece = document.createElement('test-piece') as TestPiece;
    piece.htmlFor = 'shared';
    root.append(piece);
    expect(piece.room).to.equal(1);
    const inner = document.createElement('test-room');
    inner.id = 'shared';
    inner.setAttribute('number', '2');
    root.append(inner);
    expect(piece.room).to.equal(2);
  });

  it('belongs to the new room after a move, and to none outside', async () => {
    const page = await fixture(html`<div><test-room number="1"><test-piece></test-piece></test-room><test-room number="2" class="b"></test-room></div>`);
    const piece = pieceIn(page);
    page.querySelector('.b')!.append(piece);
    expect(piece.room).to.equal(2);
    page.append(piece);
    expect(piece.room).to.equal(undefined);
    piece.remove();
    expect(piece.room).to.equal(undefined);
  });

  it('hears nothing more once it was removed', async () => {
    const room = await fixture<TestRoom>(html`<test-room number="1"><test-piece></test-piece></test-room>`);
    const piece = pieceIn(room);
    piece.remove();
    const before = piece.found.length;
    room.offer(2);
    announceRoom();
    expect(piece.found).to.have.length(before);
  });

  it('is not fooled by an element of another kind that has the id', async () => {
    const page = await fixture(html`<test-room number="1"><b id="bold"></b><test-piece for="bold"></test-piece></test-room>`);
    expect(pieceIn(page).room).to.equal(undefined);
  });

  it('keeps its named room when another room appears around it', async () => {
    const page = await fixture<HTMLElement>(html`
      <div>
        <test-room number="1" id="far"></test-room>
        <wrapping-test-room number="2"><test-piece for="far"></test-piece></wrapping-test-room>
      </div>
    `);
    const piece = pieceIn(page);
    expect(piece.room).to.equal(1);
    customElements.define('wrapping-test-room', class extends TestRoom {});
    expect(piece.room).to.equal(1);
  });
});
