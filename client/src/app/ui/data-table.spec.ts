import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { shippedTexts } from '../../../testing/texts';
import { type Column, DataTable } from './data-table';

interface Row {
  id: string;
  number: number;
  title: string;
  place: string;
}
const ROWS: Row[] = [
  { id: 'a', number: 1, title: 'Sleep', place: 'To screen' },
  { id: 'b', number: 2, title: 'Work', place: 'Included' },
  { id: 'c', number: 3, title: 'Food', place: 'Included' },
];
const COLUMNS: Column[] = [
  { id: 'number', label: 'No.', width: '4rem' },
  { id: 'title', label: 'Record' },
  { id: 'place', label: 'Where', width: '13rem', isBelow: true },
  { id: 'source', label: 'Source', isWideOnly: true },
];

describe('the table', () => {
  let fixture: ComponentFixture<DataTable>;
  const page = (): HTMLElement => fixture.nativeElement as HTMLElement;
  const ticks = (): HTMLInputElement[] => [...page().querySelectorAll<HTMLInputElement>('input[type=checkbox]')];
  const rows = (): HTMLTableRowElement[] => [...page().querySelectorAll<HTMLTableRowElement>('tbody tr')];
  const press = (row: HTMLElement | undefined, key: string): void => {
    row?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    fixture.detectChanges();
  };

  beforeEach(() => {
    TestBed.configureTestingModule({
      providers: [...shippedTexts()],
    });
    fixture = TestBed.createComponent(DataTable);
    fixture.componentRef.setInput('caption', 'Records');
    fixture.componentRef.setInput('columns', COLUMNS);
    fixture.componentRef.setInput('rows', ROWS);
    fixture.componentRef.setInput('isSelectable', true);
    fixture.componentRef.setInput('nameOf', ({ number, title }: Row) => `${number} ${title}`);
    document.body.append(page());
    fixture.detectChanges();
  });
  afterEach(() => fixture.destroy());

  it('every tick is called by its record', () => {
    expect(ticks().map((tick) => tick.getAttribute('aria-label'))).toEqual([
      'Select all shown',
      'Select 1 Sleep',
      'Select 2 Work',
      'Select 3 Food',
    ]);
  });

  it('some rows ticked are neither all nor none', () => {
    const [all, first] = ticks();
    first?.click();
    fixture.detectChanges();
    expect([all?.checked, all?.indeterminate]).toEqual([false, true]);
    all?.click();
    fixture.detectChanges();
    expect([all?.checked, all?.indeterminate]).toEqual([true, false]);
    expect([...fixture.componentInstance.selected()]).toEqual(['a', 'b', 'c']);
  });

  it('is one stop of the Tab key, walked with arrows, Home and End, and ticked with Space', () => {
    const tabbable = (): number[] => rows().flatMap((row, i) => (row.tabIndex === 0 ? [i] : []));
    expect(tabbable()).toEqual([0]);
    press(rows()[0], 'ArrowDown');
    expect(tabbable()).toEqual([1]);
    expect(document.activeElement).toBe(rows()[1]);
    press(rows()[1], 'End');
    press(rows()[2], 'ArrowDown');
    expect(document.activeElement).toBe(rows()[2]);
    press(rows()[2], ' ');
    expect([...fixture.componentInstance.selected()]).toEqual(['c']);
    expect(rows()[2]?.getAttribute('aria-selected')).toBe('true');
    press(rows()[2], 'Home');
    expect(tabbable()).toEqual([0]);
  });

  it('Enter opens a row only where rows open', () => {
    const opened: Row[] = [];
    fixture.componentInstance.opened.subscribe((row) => opened.push(row));
    press(rows()[1], 'Enter');
    expect(opened).toEqual([]);
    fixture.componentRef.setInput('opens', true);
    fixture.detectChanges();
    press(rows()[1], 'Enter');
    rows()[2]?.click();
    ticks()[1]?.click();
    expect(opened.map(({ id }) => id)).toEqual(['b', 'c']);
  });

  it('on a phone what stands beneath takes no column of its own', () => {
    const style = page().querySelector<HTMLElement>('.scroll.folds')?.style;
    expect(style?.getPropertyValue('--_tracks')).toBe('2rem 4rem minmax(0, 1fr)');
    fixture.componentRef.setInput('columns', COLUMNS.slice(0, 2));
    fixture.detectChanges();
    expect(page().querySelector('.folds')).toBeNull();
  });
});
