import { REBuilder } from 'linkify-it';

/** With user and password an address is found as a whole, and refused as a whole. */
const patterns = new REBuilder({ urlAuth: true });

// What follows a start. Built files hold these patterns written out (scripts/link-patterns.mjs).
export const behindHttp = (): RegExp => patterns.get_http_validator();
export const behindWww = (): RegExp => patterns.get_relative_proto_validator();
export const behindMailto = (): RegExp => patterns.get_mailto_validator();
