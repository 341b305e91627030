/** How far outside the viewport counts as near: about what a reader scrolls while a connection opens. */
const nearMargin = '300px';

/** Calls back once, when the element is in or near the viewport. Returns how to stop waiting. */
export function whenNear(element: Element, onNear: () => void): () => void {
  const observer = new IntersectionObserver(
    (entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      observer.disconnect();
      onNear();
    },
    { rootMargin: nearMargin },
  );
  observer.observe(element);
  return () => observer.disconnect();
}
