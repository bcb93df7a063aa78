import { ChangeDetectionStrategy, Component, computed, input, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Icon } from '../../ui/icon';

const FORMATS = ['svg', 'pdf', 'png', 'docx', 'csv', 'json', 'txt'] as const;
const DPIS = [150, 300, 600, 1200] as const;

/** The diagram as files, each under what it is for. */
@Component({
  selector: 'eh-flow-files',
  imports: [Icon, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <ul>
      @for (format of formats; track format) {
        <li>
          <a [href]="address(format)" download>
            <eh-icon name="download" />{{ 'author.flow.formats.' + format | transloco }}
          </a>
          @if (format === 'png') {
            <label class="dpi eh-small eh-quiet">
              <span class="eh-visually-hidden">{{ 'author.flow.resolution' | transloco }}</span>
              <select class="eh-input" (change)="dpi.set(+$any($event.target).value)">
                @for (value of dpis; track value) {
                  <option [value]="value" [selected]="value === dpi()">{{ value }} dpi</option>
                }
              </select>
            </label>
          }
        </li>
      }
    </ul>
  `,
  styles: `
    ul {
      margin: 0;
      padding: 0;
      list-style: none;
    }
    li {
      display: flex;
      gap: var(--eh-3);
      align-items: center;
      min-height: var(--eh-target);
    }
    a {
      display: inline-flex;
      gap: var(--eh-2);
      align-items: center;
    }
    .dpi select {
      width: auto;
      min-height: var(--eh-target);
      padding-block: 0;
    }
  `,
})
export class FlowFiles {
  readonly reviewId = input.required<string>();
  /** The moment and the structure shown, as the server asks for them. */
  readonly query = input<Record<string, string>>({});
  readonly part = input(0);
  protected readonly formats = FORMATS;
  protected readonly dpis = DPIS;
  protected readonly dpi = signal<number>(300);
  private readonly base = computed(() => `/api/reviews/${this.reviewId()}/flow/file`);

  protected address(format: (typeof FORMATS)[number]): string {
    const query = new URLSearchParams({ ...this.query(), part: String(this.part()), format });
    if (format === 'png') query.set('dpi', String(this.dpi()));
    return `${this.base()}?${query.toString()}`;
  }
}
