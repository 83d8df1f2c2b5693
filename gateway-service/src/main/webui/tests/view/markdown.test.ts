import { expect, test } from 'vitest';
import { addressing, toHtml, toPlain } from '../../src/lib/view/markdown';

test('a small part of Markdown is shown', () => {
  expect(toHtml('**bold** _soft_ `code`\nnext')).toContain('<strong>bold</strong> <em>soft</em> <code>code</code><br>next');
  expect(toHtml('- one\n- two')).toContain('<li>one</li>');
});

test('HTML is shown as the text that it is', () => {
  for (const evil of ['<img src=x onerror=alert(1)>', '<script>alert(1)</script>', '<b style="color:red">x</b>', '<svg/onload=alert(1)>']) {
    const holder = document.createElement('div');
    holder.innerHTML = toHtml(evil);
    expect(holder.querySelector('img, script, b, svg')).toBeNull();
    expect(holder.textContent).toContain('<');
  }
});

test('pictures, headings and tables stay text', () => {
  expect(toHtml('![cat](https://example.org/cat.png)')).not.toContain('<img');
  expect(toHtml('# not so loud')).toContain('# not so loud');
  expect(toHtml('| a | b |\n|---|---|\n| 1 | 2 |')).not.toContain('<table');
});

test('links lead out safely, and only to the web or to mail', () => {
  expect(toHtml('[x](https://example.org)')).toContain('rel="noopener noreferrer nofollow"');
  for (const evil of ['[x](javascript:alert(1))', '[x](data:text/html,x)', '[x](JaVaScRiPt:alert(1))', '[x](//example.org)']) {
    expect(toHtml(evil)).not.toContain('href');
  }
});

test('mentions stand out, also in front of a comma', () => {
  expect(toHtml('@Einstein, what?')).toContain('<span class="mention">@Einstein</span>,');
});

test('what is read aloud has no marks', () => {
  expect(toPlain('**no** two `clocks`')).toBe('no two clocks');
});

test('stars between figures and letters are no emphasis', () => {
  expect(toHtml('2*3*4 and a*b*c and 2**8 + 3**2')).toContain('2*3*4 and a*b*c and 2**8 + 3**2');
  expect(toHtml('*so* and **so**, (*so*)')).toContain('<em>so</em> and <strong>so</strong>, (<em>so</em>)');
  expect(toHtml('中文*强调*中文')).toContain('<em>强调</em>');
});

test('only those who are known stand out, also where a script without spaces goes on', () => {
  const names = new Set(['einstein', 'bob']);
  const shown = (text: string) => addressing(toHtml(text), names);
  expect(shown('ask @Einstein or @BOB')).toContain('<span class="mention">@Einstein</span> or <span class="mention">@BOB</span>');
  expect(shown('@nobody and @Einsteinium')).not.toContain('mention');
  expect(shown('so @Einsteinさん')).toContain('<span class="mention">@Einstein</span>さん');
});
