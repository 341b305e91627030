import { expect, fixture, html } from '@open-wc/testing';
import './ivs-chat-input.js';
import type { IvsChatInput } from './ivs-chat-input.js';
import { boxOf, buttonOf, problemOf, typeInto } from './testing/input-driver.js';

async function inForm(template = html`<form><ivs-chat-input name="draft"></ivs-chat-input></form>`) {
  const form = await fixture<HTMLFormElement>(template);
  const input = form.querySelector('ivs-chat-input') as IvsChatInput;
  await input.updateComplete;
  return { form, input };
}

describe('<ivs-chat-input> in a form', () => {
  it('gives its draft to the form under its name', async () => {
    const { form, input } = await inForm();
    await typeInto(input, 'hello 🎛');
    expect([...new FormData(form)]).to.deep.equal([['draft', 'hello 🎛']]);
    expect(input.form === form).to.equal(true);
    expect(form.elements.namedItem('draft') === input).to.equal(true);
    input.name = 'text';
    await input.updateComplete;
    expect(new FormData(form).get('text')).to.equal('hello 🎛');
  });

  it('gives nothing without a name or when it is disabled', async () => {
    const { form, input } = await inForm(html`<form><ivs-chat-input value="x"></ivs-chat-input></form>`);
    expect([...new FormData(form)]).to.deep.equal([]);
    expect(input.hasAttribute('name')).to.equal(false);
    input.name = 'draft';
    input.disabled = true;
    await input.updateComplete;
    expect([...new FormData(form)]).to.deep.equal([]);
  });

  it('goes back to its first value when the form is reset', async () => {
    const { form, input } = await inForm(html`<form><ivs-chat-input name="draft" value="first"></ivs-chat-input></form>`);
    await typeInto(input, 'x'.repeat(501));
    input.send();
    form.reset();
    await input.updateComplete;
    expect(boxOf(input).value).to.equal('first');
    expect(new FormData(form).get('draft')).to.equal('first');
    expect(problemOf(input)).to.equal('');
    input.setAttribute('value', 'second');
    expect(input.value, 'the attribute decides again').to.equal('second');
  });

  it('is disabled by a fieldset, and free again after it, with its own attribute untouched', async () => {
    const { form, input } = await inForm(html`
      <form>
        <fieldset><ivs-chat-input name="draft" value="x"></ivs-chat-input></fieldset>
      </form>
    `);
    const fieldset = form.querySelector('fieldset') as HTMLFieldSetElement;
    fieldset.disabled = true;
    await input.updateComplete;
    expect(boxOf(input).disabled && buttonOf(input).disabled).to.equal(true);
    expect(input.disabled).to.equal(false);
    expect(input.send()).to.equal(false);
    fieldset.disabled = false;
    await input.updateComplete;
    expect(boxOf(input).disabled).to.equal(false);
    expect(input.value).to.equal('x');
  });

  it('can be used as soon as it is not disabled any more', async () => {
    const { input } = await inForm();
    for (const turn of [1, 2]) {
      input.disabled = true;
      await input.updateComplete;
      expect(input.matches(':disabled') && boxOf(input).disabled && buttonOf(input).disabled, `disabled, turn ${turn}`).to.equal(true);
      input.disabled = false;
      input.insertText(String(turn));
      await input.updateComplete;
      expect(input.matches(':disabled') || boxOf(input).disabled || buttonOf(input).disabled, `free, turn ${turn}`).to.equal(false);
    }
    expect(input.value).to.equal('12');
  });

  it('stays disabled by its fieldset when its own attribute goes, and by its own when the fieldset is free', async () => {
    const { form, input } = await inForm(html`
      <form>
        <fieldset disabled><ivs-chat-input disabled value="x"></ivs-chat-input></fieldset>
      </form>
    `);
    input.disabled = false;
    await input.updateComplete;
    expect(input.disabled).to.equal(false);
    expect(boxOf(input).disabled).to.equal(true);
    input.disabled = true;
    form.querySelector('fieldset')!.disabled = false;
    await input.updateComplete;
    expect(boxOf(input).disabled).to.equal(true);
    input.removeAttribute('disabled');
    await input.updateComplete;
    expect(boxOf(input).disabled).to.equal(false);
  });

  it('takes back what the browser kept of an earlier visit', async () => {
    const { input } = await inForm();
    input.formStateRestoreCallback('from before');
    await input.updateComplete;
    expect(boxOf(input).value).to.equal('from before');
  });

  it('is valid with text where it is required, and blank text is no text', async () => {
    const { form, input } = await inForm(html`<form><ivs-chat-input required></ivs-chat-input></form>`);
    expect(input.validity.valueMissing).to.equal(true);
    expect(input.validationMessage).to.equal('Write a message.');
    expect(form.checkValidity()).to.equal(false);
    expect(boxOf(input).getAttribute('aria-required')).to.equal('true');
    input.value = '  \n';
    expect(input.checkValidity()).to.equal(false);
    input.value = 'hi';
    expect(input.checkValidity() && input.reportValidity()).to.equal(true);
    input.value = '';
    input.required = false;
    await input.updateComplete;
    expect(form.checkValidity()).to.equal(true);
  });

  it('is not valid over the limit', async () => {
    const { form, input } = await inForm();
    input.value = '🎛'.repeat(501);
    expect(input.validity.tooLong).to.equal(true);
    expect(input.validationMessage).to.equal('A message has at most 500 characters.');
    expect(form.checkValidity()).to.equal(false);
    input.value = '🎛'.repeat(500);
    expect(form.checkValidity()).to.equal(true);
  });

  it('is not asked to be valid while it is readonly or disabled', async () => {
    const { form, input } = await inForm(html`<form><ivs-chat-input required readonly></ivs-chat-input></form>`);
    expect(input.willValidate).to.equal(false);
    input.readOnly = false;
    await input.updateComplete;
    expect(input.willValidate).to.equal(true);
    input.disabled = true;
    await input.updateComplete;
    expect(form.checkValidity()).to.equal(true);
  });

  it('does not submit the form when it sends', async () => {
    const { form, input } = await inForm();
    let submits = 0;
    form.addEventListener('submit', (event) => (event.preventDefault(), submits++));
    await typeInto(input, 'hi');
    buttonOf(input).click();
    expect(submits).to.equal(0);
  });
});
