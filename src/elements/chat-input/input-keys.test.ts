import { expect } from '@open-wc/testing';
import { isComposingKey, isSendKey, type EnterKey } from './input-keys.js';

const press = (init: KeyboardEventInit = {}) => new KeyboardEvent('keydown', { key: 'Enter', keyCode: 13, ...init });

describe('the keys of the chat input', () => {
  it('sends with Enter, and starts a line with Shift or Alt', () => {
    expect(isSendKey(press(), 'send')).to.equal(true);
    expect(isSendKey(press({ shiftKey: true }), 'send')).to.equal(false);
    expect(isSendKey(press({ altKey: true }), 'send')).to.equal(false);
  });

  it('starts a line with Enter and sends with Ctrl or Cmd where Enter means a new line', () => {
    expect(isSendKey(press(), 'newline')).to.equal(false);
    expect(isSendKey(press({ ctrlKey: true }), 'newline')).to.equal(true);
    expect(isSendKey(press({ metaKey: true }), 'newline')).to.equal(true);
  });

  it('sends with Enter where the page wrote a word that is none', () => {
    expect(isSendKey(press(), 'sned' as EnterKey)).to.equal(true);
  });

  it('leaves every other key alone', () => {
    for (const key of ['a', ' ', 'Tab', 'Escape', 'Process', 'Unidentified']) {
      expect(isSendKey(new KeyboardEvent('keydown', { key, ctrlKey: true }), 'send'), key).to.equal(false);
    }
  });

  it('never sends while an input method composes', () => {
    expect(isSendKey(press({ isComposing: true }), 'send')).to.equal(false);
    expect(isSendKey(press({ isComposing: true, ctrlKey: true }), 'newline')).to.equal(false);
  });

  it('never sends with the Enter that Safari fires after a composition, known by its key code 229', () => {
    const enter = press({ keyCode: 229 });
    expect(enter.isComposing).to.equal(false);
    expect(isComposingKey(enter)).to.equal(true);
    expect(isSendKey(enter, 'send')).to.equal(false);
    expect(isSendKey(press({ keyCode: 229, metaKey: true }), 'newline')).to.equal(false);
  });
});
