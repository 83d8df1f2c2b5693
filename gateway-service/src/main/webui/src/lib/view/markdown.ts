/** Messages as HTML: a small safe part of Markdown. People's and models' HTML is shown as the text that it is. */
import DOMPurify from 'dompurify';
import { Marked, type Tokens } from 'marked';

const TAGS = ['p', 'br', 'strong', 'em', 'del', 'code', 'pre', 'blockquote', 'ul', 'ol', 'li', 'a', 'span'];
const ATTRIBUTES = ['href', 'target', 'rel', 'class', 'start'];

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escape = (text: string) => text.replace(/[&<>"']/g, (char) => escapes[char] ?? char);

// What is not in the list stays text, marks included.
const never = () => undefined;

const marked = new Marked({
  gfm: true,
  breaks: true,
  tokenizer: {
    html: never,
    tag: never,
    heading: never,
    lheading: never,
    hr: never,
    table: never,
    def: never,
  },
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
        const match = /^@[\p{L}\p{N}_][\p{L}\p{N}_.-]{0,30}[\p{L}\p{N}_]/u.exec(source);
        return match ? { type: 'mention', raw: match[0] } : undefined;
      },
      renderer: (token) => `<span class="mention">${escape(token.raw)}</span>`,
    },
  ],
});

const cache = new Map<string, string>();
const CACHED = 500;

export function toHtml(text: string): string {
  const known = cache.get(text);
  if (known !== undefined) return known;
  const html = DOMPurify.sanitize(marked.parse(text, { async: false }), {
    ALLOWED_TAGS: TAGS,
    ALLOWED_ATTR: ATTRIBUTES,
  });
  if (cache.size >= CACHED) cache.clear();
  cache.set(text, html);
  return html;
}

/** The text as it is read aloud. */
export function toPlain(text: string): string {
  const holder = document.createElement('template');
  holder.innerHTML = toHtml(text);
  return holder.content.textContent.trim();
}
