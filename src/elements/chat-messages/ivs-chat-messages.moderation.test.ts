import { expect } from '@open-wc/testing';
import { ChatRequestError } from '../../client/index.js';
import type { IvsChatBeforeModerateEvent } from '../events.js';
import type { IvsChatMessages } from './ivs-chat-messages.js';
import { confirmDialog, dialogOf, listInRoom, moderator, partOf, pointAt, pointAway, pressKey, readable, rowWith, rowsOf, settled, tap, toolOf, toolsOf, viewportOf } from './testing/list-driver.js';
import { waitUntil } from '../testing/wait-until.js';

const DELETE = 'Delete message';
const REMOVE = 'Remove user';

async function stage(context: Parameters<typeof listInRoom>[0] = moderator) {
  const { list, room } = await listInRoom(context);
  const message = room.say('this is trash lol', { userId: 'grumble99', attributes: { displayName: 'Grumble' } });
  room.say('a nice evening to all', { userId: 'noor' });
  await settled(list);
  return { list, room, message, row: rowWith(list, 'trash') };
}

const confirmButton = (list: IvsChatMessages) => dialogOf(list)!.querySelector<HTMLButtonElement>('button[type="submit"]')!;

describe('the tools of a moderator in <ivs-chat-messages>', () => {
  it('appear on the row under the pointer, the destructive one last, and on no other', async () => {
    const { list, row } = await stage();
    expect(list.shadowRoot!.querySelectorAll('[part="actions"]')).to.have.length(0);
    pointAt(row);
    expect(toolsOf(row)).to.deep.equal([DELETE, REMOVE]);
    const other = rowWith(list, 'evening');
    pointAt(other);
    expect(toolsOf(row)).to.deep.equal([]);
    expect(toolsOf(other)).to.deep.equal([DELETE, REMOVE]);
    pointAway(list);
    expect(list.shadowRoot!.querySelectorAll('[part="actions"]')).to.have.length(0);
  });

  it('stay inside their row and move no text', async () => {
    const { row } = await stage();
    const content = partOf(row, 'content')!.getBoundingClientRect();
    const height = row.getBoundingClientRect().height;
    pointAt(row);
    const tools = partOf(row, 'actions')!.getBoundingClientRect();
    const box = row.getBoundingClientRect();
    expect(tools.top >= box.top && tools.bottom <= box.bottom && tools.right <= box.right).to.equal(true);
    expect(box.height).to.equal(height);
    expect(partOf(row, 'content')!.getBoundingClientRect().left).to.equal(content.left);
  });

  it('are those that the capabilities allow', async () => {
    for (const [capabilities, expected] of [
      [['SEND_MESSAGE'], []],
      [[], []],
      [undefined, []],
      [['DELETE_MESSAGE'], [DELETE]],
      [['SEND_MESSAGE', 'DISCONNECT_USER'], [REMOVE]],
    ] as const) {
      const { row } = await stage({ capabilities });
      pointAt(row);
      tap(row);
      expect(toolsOf(row), String(capabilities)).to.deep.equal(expected);
    }
  });

  it('appear and disappear with the capabilities', async () => {
    const { list, room, row } = await stage();
    pointAt(row);
    room.change({ capabilities: ['SEND_MESSAGE'] });
    await settled(list);
    expect(toolsOf(row)).to.deep.equal([]);
  });

  it('do not offer to remove oneself, nor anything about a message that is not sent', async () => {
    const { list, room } = await stage();
    room.say('mine', { userId: 'you' });
    room.store.addPending({ requestId: 'r1', content: 'pending', sender: { userId: 'you' } });
    await settled(list);
    pointAt(rowWith(list, 'mine'));
    expect(toolsOf(rowWith(list, 'mine'))).to.deep.equal([DELETE]);
    pointAt(rowWith(list, 'pending'));
    expect(toolsOf(rowWith(list, 'pending'))).to.deep.equal([]);
  });

  it('offer to remove the author of a deleted message', async () => {
    const { list, room, message, row } = await stage();
    room.store.delete(message.id);
    await settled(list);
    pointAt(row);
    expect(toolsOf(row)).to.deep.equal([REMOVE]);
  });

  it('appear by a tap, and disappear by another one or one beside the list', async () => {
    const { row } = await stage();
    tap(partOf(row, 'content')!);
    expect(toolsOf(row)).to.deep.equal([DELETE, REMOVE]);
    tap(partOf(row, 'content')!);
    expect(toolsOf(row)).to.deep.equal([]);
    tap(partOf(row, 'content')!);
    document.body.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, pointerType: 'touch' }));
    expect(toolsOf(row)).to.deep.equal([]);
  });

  it('come back when the pointer comes back to the same point', async () => {
    const { list, row } = await stage();
    const move = () => row.dispatchEvent(new PointerEvent('pointermove', { bubbles: true, composed: true, pointerType: 'mouse', clientX: 9, clientY: 9 }));
    move();
    expect(toolsOf(row)).to.have.length(2);
    pointAway(list);
    expect(toolsOf(row)).to.have.length(0);
    move();
    expect(toolsOf(row)).to.have.length(2);
  });

  it('are buttons with names and pass the accessibility checks', async () => {
    const { list, row } = await stage();
    pointAt(row);
    await expect(list).to.be.accessible();
  });
});

describe('a moderator who deletes in <ivs-chat-messages>', () => {
  it('is asked no more, and shown no more, when somebody else was faster', async () => {
    const { list, room, message, row } = await stage();
    pointAt(row);
    toolOf(row, DELETE).click();
    await list.updateComplete;
    expect(dialogOf(list)?.textContent).to.contain('this is trash lol');
    room.store.delete(message.id);
    await settled(list);
    expect(dialogOf(list) === null).to.equal(true);
    expect(list.shadowRoot!.textContent).not.to.contain('trash');
    expect(room.asked).to.deep.equal([]);
  });

  it('is asked about that message, and deletes it with a reason', async () => {
    const { list, room, message, row } = await stage();
    pointAt(row);
    toolOf(row, DELETE).click();
    await waitUntil(() => dialogOf(list)?.open);
    expect(dialogOf(list)!.matches(':modal')).to.equal(true);
    expect(readable(dialogOf(list)!)).to.include('Delete this message?').and.include('Grumble: this is trash lol');
    await expect(list).to.be.accessible();
    await confirmDialog(list, '  be kind ');
    expect(room.asked).to.deep.equal([`delete ${message.id} be kind`]);
    expect(dialogOf(list) === null).to.equal(true);
  });

  it('needs no reason', async () => {
    const { list, room, message, row } = await stage();
    pointAt(row);
    toolOf(row, DELETE).click();
    await confirmDialog(list);
    expect(room.asked).to.deep.equal([`delete ${message.id} -`]);
  });

  it('deletes nothing without confirming', async () => {
    const { list, room, row } = await stage();
    pointAt(row);
    toolOf(row, DELETE).click();
    await waitUntil(() => dialogOf(list)?.open);
    [...dialogOf(list)!.querySelectorAll('button')].find((button) => readable(button) === 'Cancel')!.click();
    await settled(list);
    expect(dialogOf(list) === null).to.equal(true);
    expect(room.asked).to.deep.equal([]);
  });

  it('SECURITY 23: cannot be made to confirm by a press that was under way when the question came', async () => {
    const { list, room, row } = await stage();
    pointAt(row);
    const { now } = performance;
    let time = Math.round(now.call(performance));
    performance.now = () => time;
    try {
      toolOf(row, DELETE).click();
      await waitUntil(() => dialogOf(list)?.open);
      for (const passed of [0, 150, 149]) {
        time += passed;
        confirmButton(list).click();
      }
      expect(dialogOf(list)!.open).to.equal(true);
      expect(room.asked).to.deep.equal([]);
      time += 1;
      confirmButton(list).click();
    } finally {
      performance.now = now;
    }
    await settled(list);
    expect(room.asked).to.have.length(1);
  });

  it('lets the page change the reason', async () => {
    const { list, room, message, row } = await stage();
    list.addEventListener('ivs-chat-before-moderate', (event) => (event.detail.reason = 'x'.repeat(300)));
    pointAt(row);
    toolOf(row, DELETE).click();
    await confirmDialog(list, 'spam');
    expect(room.asked).to.deep.equal([`delete ${message.id} ${'x'.repeat(256)}`]);
  });

  it('takes whatever the page makes of the reason for a text', async () => {
    const { list, room, message, row } = await stage();
    list.addEventListener('ivs-chat-before-moderate', (event) => Object.assign(event.detail, { reason: 7 }));
    pointAt(row);
    toolOf(row, DELETE).click();
    await confirmDialog(list, 'spam');
    expect(room.asked).to.deep.equal([`delete ${message.id} 7`]);
  });

  it('lets the page do it another way', async () => {
    const { list, room, message, row } = await stage();
    const events: IvsChatBeforeModerateEvent[] = [];
    list.parentElement!.addEventListener('ivs-chat-before-moderate', (event) => {
      events.push(event as IvsChatBeforeModerateEvent);
      event.preventDefault();
    });
    pointAt(row);
    toolOf(row, DELETE).click();
    expect(events, 'not before it was confirmed').to.have.length(0);
    await confirmDialog(list, 'spam');
    expect(room.asked).to.deep.equal([]);
    expect(events).to.have.length(1);
    const { action, message: subject, user, reason } = events[0]!.detail;
    expect([action, subject?.id, user, reason]).to.deep.equal(['delete-message', message.id, undefined, 'spam']);
  });

  it('has the focus back where it was, or on the row when the tool is gone', async () => {
    const { list, room, message, row } = await stage();
    viewportOf(list).focus();
    pressKey(viewportOf(list), 'ArrowUp');
    pressKey(rowWith(list, 'evening'), 'ArrowUp');
    expect(list.shadowRoot!.activeElement === row).to.equal(true);
    pointAt(row);
    const tool = toolOf(row, DELETE);
    tool.focus();
    tool.click();
    await waitUntil(() => dialogOf(list)?.open);
    dialogOf(list)!.close();
    await settled(list);
    expect(list.shadowRoot!.activeElement === toolOf(row, DELETE)).to.equal(true);
    room.store.delete(message.id);
    await settled(list);
    expect(row.contains(list.shadowRoot!.activeElement)).to.equal(true);
  });

  it('goes on when the row that has the focus, and nothing else, loses its tools', async () => {
    const { list, room, message, row } = await stage();
    pointAt(row);
    toolOf(row, DELETE).focus();
    pointAway(list);
    expect(toolsOf(row)).to.deep.equal([DELETE, REMOVE]);
    room.store.delete(message.id);
    room.say('and on it goes');
    await settled(list);
    expect(readable(row)).to.include('removed by a moderator');
    expect(toolsOf(row)).to.deep.equal([REMOVE]);
    expect(readable(rowWith(list, 'and on'))).to.include('and on it goes');
    expect(list.shadowRoot!.activeElement === row, 'the focus has a place').to.equal(true);
  });

  it('keeps the message when the service refuses', async () => {
    const { list, room, row } = await stage();
    room.answer = () => Promise.reject(new ChatRequestError(403, 'no', 'e', 'r'));
    pointAt(row);
    toolOf(row, DELETE).click();
    await confirmDialog(list);
    expect(room.asked).to.have.length(1);
    expect(readable(row)).to.include('trash');
  });

  it('may press the Delete key on a row', async () => {
    const { list, room, message, row } = await stage();
    viewportOf(list).focus();
    pressKey(viewportOf(list), 'ArrowUp');
    pressKey(rowWith(list, 'evening'), 'ArrowUp');
    pressKey(row, 'Delete');
    await confirmDialog(list);
    expect(room.asked).to.deep.equal([`delete ${message.id} -`]);
  });

  it('is asked nothing any more when the list goes', async () => {
    const { list, room, row } = await stage();
    pointAt(row);
    toolOf(row, DELETE).click();
    await waitUntil(() => dialogOf(list)?.open);
    list.remove();
    room.element.append(list);
    await settled(list);
    expect(dialogOf(list) === null).to.equal(true);
    expect(toolsOf(rowsOf(list)[0]!)).to.deep.equal([]);
  });
});

describe('a moderator who removes a user in <ivs-chat-messages>', () => {
  it('is asked about that user, and removes them with a reason', async () => {
    const { list, room, row } = await stage();
    const events: IvsChatBeforeModerateEvent[] = [];
    list.addEventListener('ivs-chat-before-moderate', (event) => events.push(event));
    pointAt(row);
    toolOf(row, REMOVE).click();
    await waitUntil(() => dialogOf(list)?.open);
    expect(readable(dialogOf(list)!).replace(/[\u2068\u2069]/g, '')).to.include('Remove Grumble from the chat?');
    await confirmDialog(list, 'spam');
    expect(room.asked).to.deep.equal(['disconnect grumble99 spam']);
    expect(events[0]!.detail.user?.userId).to.equal('grumble99');
    expect(events[0]!.detail.message).to.equal(undefined);
  });

  it('SECURITY 21: a viewer has no tools, whatever the page presses', async () => {
    const { list, room, row } = await stage({ capabilities: ['SEND_MESSAGE'] });
    pointAt(row);
    tap(row);
    pressKey(row, 'Delete');
    await settled(list);
    expect(toolsOf(row)).to.deep.equal([]);
    expect(dialogOf(list) === null).to.equal(true);
    expect(room.asked).to.deep.equal([]);
  });
});
