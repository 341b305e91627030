import { Component, CUSTOM_ELEMENTS_SCHEMA } from '@angular/core';
import 'ivs-chat-elements';

@Component({
  selector: 'app-right',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <ivs-chat-room token-endpoint="/token" [maxMessages]="300" (ivs-chat-connect)="hear($event.detail.user?.userId)"></ivs-chat-room>
    <ivs-chat-input (ivs-chat-send)="hear($event.detail.content)"></ivs-chat-input>
  `,
})
export class Right {
  hear(_text?: string): void {}
}
