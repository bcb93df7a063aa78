import { ChangeDetectionStrategy, Component, type ElementRef, input, output, signal, viewChild } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { ExclusionReason } from '@shared/domain/protocol/protocol';
import { Icon } from '../../ui/icon';
import { KeyHint } from '../../ui/key-hint';
import { ReasonList } from '../../ui/record/reason-list';
import type { Draft, Missing } from './desk-rows';

/** What goes with a vote: reasons, tags, a note. Ctrl+Enter and Esc leave a field and give the keys back. */
@Component({
  selector: 'eh-decision-panel',
  imports: [Icon, KeyHint, ReasonList, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <eh-reasons
      [reasons]="reasons()"
      [ticked]="draft().reasons"
      [disabled]="disabled()"
      [isWanted]="missing().includes('reason')"
      (toggled)="toggled.emit($event)"
    />
    <div class="field" [class.wanted]="missing().includes('tag')">
      <label class="eh-label" for="eh-tag"
        >{{ 'screening.tags.title' | transloco }} <eh-key shortcut="screen.tags"
      /></label>
      @if (draft().tags.length) {
        <ul class="tags">
          @for (tag of draft().tags; track tag) {
            <li>
              {{ tag }}
              <button
                type="button"
                [attr.aria-label]="'screening.tags.remove' | transloco: { tag }"
                (click)="edited.emit({ tags: without(tag) })"
              >
                <eh-icon name="close" />
              </button>
            </li>
          }
        </ul>
      }
      <input
        #tag
        id="eh-tag"
        class="eh-input"
        list="eh-known-tags"
        autocomplete="off"
        maxlength="80"
        [placeholder]="'screening.tags.hint' | transloco"
        [value]="typed()"
        [disabled]="disabled()"
        (input)="typed.set(tag.value)"
        (keydown.enter)="enterTag(); $event.preventDefault()"
        (keydown.escape)="leave(tag)"
        (blur)="addTag()"
      />
      <datalist id="eh-known-tags">
        @for (known of knownTags(); track known) {
          <option [value]="known"></option>
        }
      </datalist>
    </div>
    <div class="field" [class.wanted]="missing().includes('note')">
      <label class="eh-label" for="eh-note"
        >{{ 'screening.note.title' | transloco }} <eh-key shortcut="screen.note"
      /></label>
      <textarea
        #note
        id="eh-note"
        class="eh-input"
        rows="2"
        maxlength="5000"
        [placeholder]="'screening.note.hint' | transloco"
        [value]="draft().note"
        [disabled]="disabled()"
        (input)="edited.emit({ note: note.value })"
        (keydown.escape)="leave(note)"
        (keydown.control.enter)="leave(note); confirmed.emit()"
        (keydown.meta.enter)="leave(note); confirmed.emit()"
      ></textarea>
    </div>
  `,
  styles: `
    :host {
      display: block;
    }
    .field {
      margin-top: var(--eh-4);
    }
    .eh-label {
      display: flex;
      gap: var(--eh-2);
      align-items: center;
      margin-bottom: var(--eh-1);
    }
    textarea.eh-input {
      min-height: 3.25rem;
      max-height: 12rem;
    }
    .eh-input {
      font-size: var(--eh-text-s);
    }
    .tags {
      display: flex;
      flex-wrap: wrap;
      gap: var(--eh-1);
      margin-bottom: var(--eh-1);
    }
    .tags li {
      display: inline-flex;
      gap: 0.1rem;
      align-items: center;
      padding-inline-start: 0.5rem;
      border: var(--eh-hair);
      border-radius: 4px;
      background: var(--eh-surface);
      font-size: var(--eh-text-s);
    }
    .tags button {
      display: grid;
      place-items: center;
      min-width: 1.75rem;
      min-height: max(1.75rem, 24px);
      padding: 0;
      border: 0;
      background: none;
      color: var(--eh-ink-2);
      font-size: 0.85em;
      cursor: pointer;
    }
    .wanted {
      background: var(--eh-notice-soft);
      box-shadow: 0 0 0 var(--eh-2) var(--eh-notice-soft);
    }
  `,
})
export class DecisionPanel {
  readonly reasons = input.required<readonly ExclusionReason[]>();
  readonly draft = input.required<Draft>();
  readonly missing = input<readonly Missing[]>([]);
  readonly knownTags = input<readonly string[]>([]);
  readonly disabled = input(false);
  readonly toggled = output<string>();
  readonly edited = output<Partial<Draft>>();
  /** Ctrl+Enter in the note, or Enter in an empty tag field: the vote that waits for them may go. */
  readonly confirmed = output();

  private readonly tagField = viewChild.required<ElementRef<HTMLInputElement>>('tag');
  private readonly noteField = viewChild.required<ElementRef<HTMLTextAreaElement>>('note');
  protected readonly typed = signal('');

  focusTags(): void {
    this.tagField().nativeElement.focus();
  }

  focusNote(): void {
    this.noteField().nativeElement.focus();
  }

  protected enterTag(): void {
    if (this.typed().trim()) return this.addTag();
    this.leave(this.tagField().nativeElement);
    this.confirmed.emit();
  }

  protected addTag(): void {
    const tag = this.typed().trim().replaceAll(/\s+/g, ' ');
    this.typed.set('');
    if (tag && !this.draft().tags.includes(tag)) this.edited.emit({ tags: [...this.draft().tags, tag] });
  }

  protected without(tag: string): readonly string[] {
    return this.draft().tags.filter((other) => other !== tag);
  }

  protected leave(field: HTMLElement): void {
    field.blur();
  }
}
