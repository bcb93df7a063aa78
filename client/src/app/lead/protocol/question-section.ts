import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoPipe } from '@jsverse/transloco';
import { FRAME_KINDS, type FrameKind, FRAMES } from '@shared/domain/protocol/frames';
import { REVIEW_KINDS, type ReviewKind } from '@shared/domain/protocol/protocol';
import { newId } from '../../data/api';
import { Texts } from '../../data/texts';
import { FormFieldBox, InputControl } from '../../ui/field';
import { Icon } from '../../ui/icon';
import { Toasts } from '../../ui/toasts';
import { DocText } from './doc-text';
import { DraftState } from './draft-state';
import { reframed } from './reframe';

/** Kind of review, the question in one sentence, and its frame. */
@Component({
  selector: 'eh-question-section',
  imports: [DocText, FormFieldBox, Icon, InputControl, MatButton, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <eh-field [label]="'protocol.labels.reviewKind' | transloco">
      <select ehInput class="short" (change)="setKind($any($event.target).value)">
        @for (kind of kinds; track kind) {
          <option [value]="kind" [selected]="kind === state.text('reviewKind')">
            {{ 'kinds.' + kind | transloco }}
          </option>
        }
      </select>
    </eh-field>
    <eh-doc-text
      path="question"
      look="reading"
      [lines]="2"
      [label]="'protocol.labels.question' | transloco"
      [hint]="'protocol.hints.question' | transloco"
    />
    <eh-field [label]="'protocol.labels.frame' | transloco" [hint]="'protocol.hints.frame' | transloco">
      <select ehInput class="short" (change)="setFrame($any($event.target).value)">
        @for (kind of frames; track kind) {
          <option [value]="kind" [selected]="kind === frame()?.kind">
            {{ 'protocol.frames.' + kind | transloco }}
          </option>
        }
      </select>
    </eh-field>
    @for (part of frame()?.parts; track part.key; let at = $index) {
      @if (frame()?.kind === 'free') {
        <div class="free">
          <eh-doc-text
            [path]="'frame.parts.' + at + '.label'"
            [lines]="1"
            [label]="'protocol.labels.partName' | transloco"
          />
          <button
            type="button"
            class="eh-icon-button"
            [attr.aria-label]="
              'protocol.list.remove' | transloco: { noun: ('protocol.nouns.part' | transloco), place: at + 1 }
            "
            (click)="removePart(at)"
          >
            <eh-icon name="delete" />
          </button>
        </div>
        <eh-doc-text
          [path]="'frame.parts.' + at + '.text'"
          [lines]="2"
          [label]="'protocol.labels.partText' | transloco"
        />
      } @else {
        <eh-doc-text
          [path]="'frame.parts.' + at + '.text'"
          [lines]="2"
          [label]="'protocol.parts.' + part.key | transloco"
          [hint]="'protocol.partHints.' + part.key | transloco"
        />
      }
    }
    @if (frame()?.kind === 'free') {
      <div>
        <button matButton="outlined" type="button" (click)="addPart()">
          <eh-icon name="add" /> {{ 'protocol.add.part' | transloco }}
        </button>
      </div>
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--eh-5);
    }
    .short {
      max-width: 28rem;
    }
    .free {
      display: grid;
      grid-template-columns: minmax(0, 24rem) auto;
      gap: var(--eh-2);
      align-items: end;
    }
  `,
})
export class QuestionSection {
  protected readonly state = inject(DraftState);
  private readonly toasts = inject(Toasts);
  private readonly texts = inject(Texts);
  protected readonly kinds = REVIEW_KINDS;
  protected readonly frames = FRAME_KINDS;
  protected readonly frame = computed(() => this.state.document()?.frame);

  protected setKind(kind: ReviewKind): void {
    this.state.setAt('reviewKind', kind);
  }

  /** Another frame keeps every text: what has no place of its own in it moves under its first part. */
  protected setFrame(kind: FrameKind): void {
    const before = this.frame();
    if (!before || before.kind === kind) return;
    this.state.setAt('frame', reframed(before, kind));
    this.toasts.done(this.texts.of('protocol.reframed', { frame: FRAMES[kind].kind }), {
      label: this.texts.of('protocol.undo'),
      run: () => this.state.setAt('frame', before),
    });
  }

  protected addPart(): void {
    this.state.change((document) => {
      const parts = [...document.frame.parts, { key: newId(), label: '', text: '' }];
      return { ...document, frame: { ...document.frame, parts } };
    });
  }

  protected removePart(at: number): void {
    const before = this.frame();
    if (!before) return;
    this.state.setAt(
      'frame.parts',
      before.parts.filter((_, place) => place !== at),
    );
    this.toasts.done(this.texts.of('protocol.removedOne'), {
      label: this.texts.of('protocol.undo'),
      run: () => this.state.setAt('frame', before),
    });
  }
}
