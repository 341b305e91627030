/** For the room's `badges`: pictures of the demo's own, beside the icons that the elements bring. Some simulated viewers wear them. */
export const badges = {
  founder: { label: 'Here since the first stream', url: new URL('./badges/founder.svg', import.meta.url).href },
  builder: { label: 'Built one too', url: new URL('./badges/builder.svg', import.meta.url).href },
};
