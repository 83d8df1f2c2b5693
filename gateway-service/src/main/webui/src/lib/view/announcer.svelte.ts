/** What the page's one live region says. */
class Announcer {
  text = $state('');

  say(text: string): void {
    // The same words twice are no change, and would not be read out: a space that nobody sees makes them one.
    this.text = text === this.text ? `${text}\u00a0` : text;
  }
}

export const announcer = new Announcer();
