/** A5: no text can make the page slow, deep or broken. */
import { expect, test } from 'vitest';
import { toHtml, toPlain } from '../../src/lib/view/markdown';

const LENGTH = 4_000;
const filled = (piece: string) => piece.repeat(Math.ceil(LENGTH / piece.length)).slice(0, LENGTH);
const nestedList = Array.from({ length: 62 }, (_, depth) => `${' '.repeat(depth * 2)}- x`).join('\n');

const pieces = [
  '>', '> ', '>\n', '> - ', '- ', '- a\n', '1. ', '* ', '+ ', ' ', '\t', '\n', 'a\n', '    a\n',
  '*', '**', '_', '__', '~', '~~', '_*', '_*_', '*a **b ', '**a *b', '**a', 'a**', '*a_ ', '~~a', 'a_b', 'a*',
  '[', '[[', ']', '[]', '[a](', '[a](b)', '[[a](b)](', '![', '![a](', '[a][', '[a]: b "', '[x\n', '[a](<b', '(', ')',
  '`', '`` ` ', 'a`b', '```\n', '~~~\n', '<', '<a ', '<a b="', '<!--', '<![CDATA[', '<svg>', '\\', '\\`', '\\*',
  '&', '&amp;', '&#0;', '&#x202e;', '&lt;', '|', '| a |\n', '|-|\n', '#', '#\n', '-\n', '===\n', '---\n',
  '@', '@a', '@a@', 'http://a.b/ ', 'http://', 'www.a(', 'www.......', 'https://a.b....', 'a@b.c', 'a.', 'mailto:',
  '👩‍👩‍👧‍👧', '😀', 'Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢', '\u202e', '\u2066', '\u200d', '\ud800', '﷽', 'مرحبا ', '中*文*',
];

test.each([...pieces.map((piece) => [piece, filled(piece)] as const), ['a nested list', nestedList] as const])(
  'A5: %j, 4,000 characters of it, is shown in bounded time and depth',
  (_, text) => {
    const start = performance.now();
    const html = toHtml(text);
    // Some milliseconds where nothing else runs; without a bound seconds, or no end.
    expect(performance.now() - start).toBeLessThan(2_000);
    const holder = document.createElement('div');
    holder.innerHTML = html;
    expect(depth(holder)).toBeLessThan(60);
  },
);

test.each([['>'.repeat(3_000)], ['>'.repeat(200_000)], ['- '.repeat(2_000)], ['['.repeat(4_000)], ['1. '.repeat(1_300)]])(
  'A5: deep nesting keeps its characters (%#)',
  (text) => {
    const holder = document.createElement('div');
    holder.innerHTML = toHtml(`${text}the end`);
    expect(depth(holder)).toBeLessThan(60);
    expect(holder.textContent).toContain('the end');
  },
);

test('A5: twice the text takes about twice the time, up to the bound', () => {
  const took = (text: string) => {
    const start = performance.now();
    toHtml(text);
    return performance.now() - start;
  };
  took('warm up **a** [b](https://c.d)');
  for (const piece of ['**a *b', 'a_b', 'a`b', 'a*', '[[a](b)](']) {
    // A text of any length is bounded by the work that it may cause.
    expect(took(piece.repeat(11_000 / piece.length)), piece).toBeLessThan(3_000);
    expect(took(piece.repeat(1_000_000 / piece.length)), piece).toBeLessThan(3_000);
  }
});

test('A5: what is too long or too costly is shown as it was typed', () => {
  const long = `**${'a '.repeat(8_000)}**\n<b>x</b>`;
  const holder = document.createElement('div');
  holder.innerHTML = toHtml(long);
  expect(holder.querySelector('strong, b')).toBeNull();
  expect(holder.querySelectorAll('br')).toHaveLength(1);
  expect(holder.textContent).toContain('<b>x</b>');
  expect(toPlain(long)).toContain('**');
});

test('some nesting is shown', () => {
  expect(toHtml('so:\n\n> > > deep').match(/<blockquote>/g)).toHaveLength(3);
  expect(toHtml('so:\n\n- a\n  - b\n    - c').match(/<ul>/g)).toHaveLength(3);
  expect(toHtml('**a _b ~~c~~_**')).toContain('<strong>a <em>b <del>c</del></em></strong>');
});

function depth(node: Element): number {
  let deepest = 0;
  const open: [Element, number][] = [[node, 0]];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [element, level] = next;
    deepest = Math.max(deepest, level);
    for (const child of element.children) open.push([child, level + 1]);
  }
  return deepest;
}
