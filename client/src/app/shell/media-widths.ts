/** A width in a media query; rem there is the browser's text size, whatever the page sets for itself. */
const WIDTH = /\((min|max)-width:\s*([\d.]+)rem\)/g;

/**
 * Lets layouts answer to the text size that is chosen in the account as they do to the browser's own: at 200 % a window
 * has room for half as much, so every width in the media queries of the page is doubled. Styles that come with a screen
 * later are seen as they arrive.
 */
export class MediaWidths {
  private readonly written = new WeakMap<CSSMediaRule, string>();
  private observer: MutationObserver | null = null;
  private scale = 1;

  constructor(private readonly document: Document) {}

  set(percent: number): void {
    if (percent === 100 && !this.observer) return;
    this.scale = percent / 100;
    this.observer ??= this.watch();
    this.apply();
  }

  private watch(): MutationObserver {
    const observer = new MutationObserver(() => this.apply());
    observer.observe(this.document.head, { childList: true, subtree: true, characterData: true });
    // A linked sheet has its rules once it has loaded.
    this.document.head.addEventListener('load', () => this.apply(), true);
    return observer;
  }

  private apply(): void {
    for (const sheet of Array.from(this.document.styleSheets)) this.scaleRules(sheet.cssRules);
  }

  private scaleRules(rules: CSSRuleList): void {
    for (const rule of Array.from(rules)) {
      if (rule instanceof CSSMediaRule) this.scaleRule(rule);
      if ('cssRules' in rule) this.scaleRules(rule.cssRules as CSSRuleList);
    }
  }

  private scaleRule(rule: CSSMediaRule): void {
    const written = this.written.get(rule) ?? rule.media.mediaText;
    this.written.set(rule, written);
    const scaled = written.replace(WIDTH, (_, edge, width) => `(${edge}-width: ${Number(width) * this.scale}rem)`);
    if (rule.media.mediaText !== scaled) rule.media.mediaText = scaled;
  }
}
