import {
  ChangeDetectionStrategy,
  Component,
  computed,
  DOCUMENT,
  ElementRef,
  inject,
  input,
  output,
  signal,
} from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { carriesFiles } from './carries-files';
import { Icon } from './icon';

/**
 * Takes files by dropping or by a button, which is the drop's equal (WCAG 2.5.7). It reads nothing and sends nothing. With
 * `takesPage` a file dropped beside the zone counts too; without that a browser would open it and leave the page.
 */
@Component({
  selector: 'eh-file-drop',
  imports: [Icon, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: {
    '(window:dragover)': 'hoverPage($event)',
    '(window:dragleave)': 'leavePage($event)',
    '(window:drop)': 'dropOnPage($event)',
  },
  template: `
    <div
      class="zone"
      [class.over]="isOver()"
      (dragover)="hover($event)"
      (dragleave)="isOver.set(false)"
      (drop)="drop($event)"
    >
      <eh-icon name="upload" />
      <div>
        <p class="words">
          <button type="button" class="choose" [disabled]="isDisabled()" (click)="picker.click()">
            {{ label() || ('ui.chooseFile' | transloco: { count: takesMany() ? 2 : 1 }) }}
          </button>
          <span>{{ 'ui.dropHere' | transloco: { count: takesMany() ? 2 : 1 } }}</span>
        </p>
        @if (hint()) {
          <p class="eh-quiet eh-small">{{ hint() }}</p>
        }
        @if (refused()) {
          <p class="eh-danger eh-small" role="alert">{{ 'ui.wrongFile' | transloco: { name: refused() } }}</p>
        }
      </div>
      <input
        #picker
        type="file"
        hidden
        [accept]="accept()"
        [multiple]="takesMany()"
        (change)="take(picker.files); picker.value = ''"
      />
    </div>
  `,
  styles: `
    .zone {
      display: flex;
      gap: var(--eh-4);
      align-items: flex-start;
      padding: var(--eh-5);
      border: 1px dashed var(--eh-line-strong);
      border-radius: var(--eh-radius);
    }
    .over {
      border-color: var(--eh-accent);
      background: var(--eh-accent-soft);
    }
    eh-icon {
      width: 1.75rem;
      height: 1.75rem;
      color: var(--eh-ink-2);
    }
    .choose {
      min-height: 1.5rem;
      padding: 0;
      border: 0;
      background: none;
      color: var(--eh-accent);
      font-weight: 600;
      text-decoration: underline;
      text-underline-offset: 0.2em;
      cursor: pointer;
    }
    .choose:disabled {
      color: var(--eh-ink-3);
      cursor: default;
    }
    .words span {
      margin-inline-start: 0.35em;
    }
  `,
})
export class FileDrop {
  /** As of `<input accept>`: `.ris,.nbib,application/pdf`; everything when left out. */
  readonly accept = input('');
  readonly takesMany = input(false);
  readonly takesPage = input(false);
  readonly isDisabled = input(false);
  /** The button's words; a plain "Choose a file" when left out. */
  readonly label = input('');
  readonly hint = input('');
  readonly chosen = output<File[]>();

  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly document = inject(DOCUMENT);
  protected readonly isOver = signal(false);
  protected readonly refused = signal('');
  private readonly kinds = computed(() =>
    this.accept()
      .split(',')
      .map((kind) => kind.trim().toLowerCase())
      .filter(Boolean),
  );

  protected hover(event: DragEvent): void {
    if (this.isDisabled()) return;
    event.preventDefault();
    if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy';
    this.isOver.set(true);
  }

  protected drop(event: DragEvent): void {
    event.preventDefault();
    this.isOver.set(false);
    if (!this.isDisabled()) this.take(event.dataTransfer?.files ?? null);
  }

  /** Over the page beside the zone; nothing is taken while a dialog stands before it. */
  protected hoverPage(event: DragEvent): void {
    if (this.isForPage(event)) this.hover(event);
  }

  protected leavePage(event: DragEvent): void {
    // Left the window, not just one element for another.
    if (event.relatedTarget === null) this.isOver.set(false);
  }

  protected dropOnPage(event: DragEvent): void {
    if (this.isForPage(event)) this.drop(event);
  }

  private isForPage(event: DragEvent): boolean {
    if (!this.takesPage() || !carriesFiles(event)) return false;
    const isInZone = this.host.nativeElement.contains(event.target as Node);
    return !isInZone && this.document.querySelector('[aria-modal="true"]') === null;
  }

  protected take(list: FileList | null): void {
    const files = [...(list ?? [])].slice(0, this.takesMany() ? undefined : 1);
    const wrong = files.find((file) => !this.fits(file));
    this.refused.set(wrong?.name ?? '');
    const fitting = files.filter((file) => this.fits(file));
    if (fitting.length) this.chosen.emit(fitting);
  }

  private fits(file: File): boolean {
    const kinds = this.kinds();
    const name = file.name.toLowerCase();
    const type = file.type.toLowerCase();
    return (
      kinds.length === 0 ||
      kinds.some((kind) =>
        kind.startsWith('.')
          ? name.endsWith(kind)
          : kind.endsWith('/*')
            ? type.startsWith(kind.slice(0, -1))
            : type === kind,
      )
    );
  }
}
