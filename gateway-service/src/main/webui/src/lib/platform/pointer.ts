/** True where a mouse or the like is at hand: taking the focus opens no keyboard over the page. */
export const hovers = (): boolean => typeof matchMedia === 'function' && matchMedia('(hover: hover)').matches;
