import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';

/** A date, or date and time, in the reader's language and zone: `<time ehMoment [value]="at"></time>`. */
@Component({
  selector: 'time[ehMoment]',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: '{{ text() }}',
  host: { '[attr.datetime]': 'value()', '[attr.title]': 'full()' },
})
export class Moment {
  private readonly transloco = inject(TranslocoService);
  /** An ISO-8601 instant; null shows a dash. */
  readonly value = input.required<string | null>();
  readonly show = input<'day' | 'minute'>('minute');

  protected readonly text = computed(() =>
    this.format(this.show() === 'day' ? { dateStyle: 'medium' } : { dateStyle: 'medium', timeStyle: 'short' }),
  );
  protected readonly full = computed(() => this.format({ dateStyle: 'full', timeStyle: 'long' }));

  private format(style: Intl.DateTimeFormatOptions): string {
    const value = this.value();
    const at = value ? new Date(value) : null;
    if (!at || Number.isNaN(at.getTime())) return '–';
    // The interface's English is British: day before month.
    const current = this.transloco.activeLang();
    const language = current === 'en' ? 'en-GB' : current;
    return new Intl.DateTimeFormat(language, style).format(at);
  }
}
