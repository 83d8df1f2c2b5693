/**
 * Messages as HTML: a small safe part of Markdown. HTML that people and models write is shown as text.
 * Depth, length and work are bounded: a text past a bound is shown as it was typed. Nothing here throws.
 */
import DOMPurify from 'dompurify';
import { Marked, type MarkedOptions, Tokenizer, type Tokens } from 'marked';

const TAGS = ['p', 'br', 'strong', 'em', 'del', 'code', 'pre', 'blockquote', 'ul', 'ol', 'li', 'a', 'span'];
const ATTRIBUTES = ['href', 'target', 'rel', 'class', 'start'];

/** Longer texts, in UTF-16 units, are shown as they were typed. */
const LENGTH_MAX = 12_000;
/** Quotations and lists within each other: each takes some of the width. */
const BLOCKS_MAX = 4;
/** Emphasis and links within each other. */
const INLINES_MAX = 8;
/** Characters that may be looked at, every look at the rest of a text counting its length. */
const WORK_MAX = 6_000_000;

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escape = (text: string) => text.replace(/[&<>"']/g, (char) => escapes[char] ?? char);

class TooMuchWork extends Error {}

/** Reads Markdown within the bounds; one for each text. Undefined leaves the text as it is, marks included. */
class BoundedTokenizer extends Tokenizer<string, string> {
  #blocks = 0;
  #inlines = 0;
  #work = 0;

  // The lexer tries these two first, once for each token.
  override space(src: string) {
    this.#charge(src);
    return super.space(src);
  }
  override escape(src: string) {
    this.#charge(src);
    return super.escape(src);
  }

  override blockquote(src: string) {
    return this.#block(() => super.blockquote(src));
  }
  override list(src: string) {
    return this.#block(() => super.list(src));
  }
  override emStrong(src: string, masked: string, before = '') {
    this.#charge(masked);
    const [stars = ''] = /^\*+/.exec(src) ?? [];
    // The stars of 2*3*4 are no emphasis. Scripts without spaces between words keep theirs.
    if (stars !== '' && /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{N}]/u.test(before)) {
      return { type: 'text', raw: stars, text: stars } as unknown as Tokens.Em;
    }
    return this.#inline(() => super.emStrong(src, masked, before));
  }
  override del(src: string, masked: string, before = '') {
    return this.#inline(() => super.del(src, masked, before));
  }
  override link(src: string) {
    return this.#inline(() => super.link(src));
  }

  override html() {
    return undefined;
  }
  override tag() {
    return undefined;
  }
  override heading() {
    return undefined;
  }
  override lheading() {
    return undefined;
  }
  override hr() {
    return undefined;
  }
  override table() {
    return undefined;
  }
  override def() {
    return undefined;
  }

  #charge(src: string): void {
    this.#work += src.length;
    if (this.#work > WORK_MAX) throw new TooMuchWork();
  }

  #block<T>(read: () => T): T | undefined {
    if (this.#blocks >= BLOCKS_MAX) return undefined;
    this.#blocks++;
    try {
      return read();
    } finally {
      this.#blocks--;
    }
  }

  #inline<T>(read: () => T): T | undefined {
    if (this.#inlines >= INLINES_MAX) return undefined;
    this.#inlines++;
    try {
      return read();
    } finally {
      this.#inlines--;
    }
  }
}

const marked = new Marked({
  gfm: true,
  breaks: true,
  renderer: {
    image: ({ raw }: Tokens.Image) => escape(raw),
    checkbox: () => '',
    link({ href, tokens }: Tokens.Link) {
      const inside = this.parser.parseInline(tokens);
      if (!/^(https?:|mailto:)/i.test(href)) return inside;
      return `<a href="${escape(href)}" target="_blank" rel="noopener noreferrer nofollow">${inside}</a>`;
    },
  },
  extensions: [
    {
      name: 'mention',
      level: 'inline',
      start: (source: string) => source.indexOf('@'),
      tokenizer(source: string) {
        const match = /^@[\p{L}\p{N}_][\p{L}\p{M}\p{N}_.-]{0,30}[\p{L}\p{M}\p{N}_]/u.exec(source);
        return match ? { type: 'mention', raw: match[0] } : undefined;
      },
      renderer: (token) => `<span class="mention">${escape(token.raw)}</span>`,
    },
  ],
});

const asTyped = (text: string) => `<p>${escape(text).replace(/\r\n?|\n/g, '<br>')}</p>`;

function rendered(text: string): string {
  if (text.length > LENGTH_MAX) return asTyped(text);
  try {
    const options: MarkedOptions = { async: false, tokenizer: new BoundedTokenizer() };
    const html = marked.parse(text, options) as string;
    return DOMPurify.sanitize(html, { ALLOWED_TAGS: TAGS, ALLOWED_ATTR: ATTRIBUTES });
  } catch {
    // Too much work, or a fault of a library: the words count, their looks do not.
    return asTyped(text);
  }
}

const cache = new Map<string, string>();
const CACHED = 500;

export function toHtml(text: string): string {
  const known = cache.get(text);
  if (known !== undefined) return known;
  const html = rendered(text);
  if (cache.size >= CACHED) cache.clear();
  cache.set(text, html);
  return html;
}

/** HTML of `toHtml` in which only those stand out who are known; `names` in lower case. */
export function addressing(html: string, names: ReadonlySet<string>): string {
  return html.replace(/<span class="mention">@([^<]*)<\/span>/g, (span, name: string) => {
    const known = longestKnown(name.toLowerCase(), names);
    if (known === 0) return `@${name}`;
    return known === name.length ? span : `<span class="mention">@${name.slice(0, known)}</span>${name.slice(known)}`;
  });
}

/** How many characters of `name` are a known name: all, or those before a script without spaces goes on. */
function longestKnown(name: string, names: ReadonlySet<string>): number {
  for (let length = name.length; length > 0; length--) {
    const rest = name.slice(length);
    if (names.has(name.slice(0, length)) && !/^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{M}\p{N}_]/u.test(rest)) return length;
  }
  return 0;
}

/** The text as it is read aloud. */
export function toPlain(text: string): string {
  const holder = document.createElement('template');
  holder.innerHTML = toHtml(text);
  return holder.content.textContent.trim();
}
