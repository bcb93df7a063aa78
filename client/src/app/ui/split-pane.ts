import {
  ChangeDetectionStrategy,
  Component,
  computed,
  ElementRef,
  inject,
  input,
  linkedSignal,
  signal,
} from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';

const STEP = 2;

/**
 * Two panes with a bar between them that is moved by dragging or by arrow keys, Home and End (WCAG 2.5.7). On a phone the
 * panes stand one above the other. `name` keeps the width on this browser.
 *
 * `<eh-split name="full-text"> <div first>…</div> <div second>…</div> </eh-split>`
 */
@Component({
  selector: 'eh-split',
  imports: [TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div class="panes">
      <div class="pane" [id]="paneId()"><ng-content select="[first]" /></div>
      <div
        class="bar"
        role="separator"
        tabindex="0"
        aria-orientation="vertical"
        [attr.aria-label]="label() || ('ui.resize' | transloco)"
        [attr.aria-controls]="paneId()"
        [attr.aria-valuenow]="share()"
        [attr.aria-valuemin]="min()"
        [attr.aria-valuemax]="max()"
        (keydown)="step($event)"
        (pointerdown)="grab($event)"
        (pointermove)="drag($event)"
        (pointerup)="drop()"
        (pointercancel)="drop()"
        (dblclick)="set(start())"
      ></div>
      <div class="pane"><ng-content select="[second]" /></div>
    </div>
  `,
  styleUrl: './split-pane.scss',
  host: { '[style.--_first]': "share() + '%'", '[class.dragging]': 'isDragging()' },
})
export class SplitPane {
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);

  readonly name = input.required<string>();
  /** Width of the first pane in per cent, at first and at most. */
  readonly start = input(58);
  readonly min = input(25);
  readonly max = input(75);
  readonly label = input('');

  protected readonly paneId = computed(() => `eh-split-${this.name()}`);
  protected readonly share = linkedSignal(() => this.within(stored(this.name()) ?? this.start()));
  protected readonly isDragging = signal(false);

  protected step(event: KeyboardEvent): void {
    const isRtl = getComputedStyle(this.host.nativeElement).direction === 'rtl';
    const forward = isRtl ? 'ArrowLeft' : 'ArrowRight';
    const backward = isRtl ? 'ArrowRight' : 'ArrowLeft';
    const target = {
      [forward]: this.share() + STEP,
      [backward]: this.share() - STEP,
      Home: this.min(),
      End: this.max(),
    }[event.key];
    if (target === undefined) return;
    event.preventDefault();
    this.set(target);
  }

  protected grab(event: PointerEvent): void {
    (event.target as HTMLElement).setPointerCapture(event.pointerId);
    this.isDragging.set(true);
  }

  protected drag(event: PointerEvent): void {
    if (!this.isDragging()) return;
    const box = this.host.nativeElement.getBoundingClientRect();
    const fromLeft = (100 * (event.clientX - box.left)) / box.width;
    const isRtl = getComputedStyle(this.host.nativeElement).direction === 'rtl';
    this.share.set(this.within(isRtl ? 100 - fromLeft : fromLeft));
  }

  protected drop(): void {
    if (this.isDragging()) this.set(this.share());
    this.isDragging.set(false);
  }

  protected set(share: number): void {
    this.share.set(this.within(share));
    try {
      localStorage.setItem(`eh.split.${this.name()}`, String(this.share()));
    } catch {
      // Kept for this visit only.
    }
  }

  private within(share: number): number {
    return Math.round(Math.min(this.max(), Math.max(this.min(), share)));
  }
}

function stored(name: string): number | null {
  try {
    const share = Number(localStorage.getItem(`eh.split.${name}`));
    return share > 0 ? share : null;
  } catch {
    return null;
  }
}
