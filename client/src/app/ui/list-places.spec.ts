import { TestBed } from '@angular/core/testing';
import { ListPlaces } from './list-places';

describe('places of lists', () => {
  it('a list is found where it was left last, and another one nowhere', () => {
    const places = TestBed.inject(ListPlaces);
    places.keep('records', { rows: 50, top: 300 });
    places.keep('records', { rows: 150, top: 4200 });
    expect(places.placeOf('records')).toEqual({ rows: 150, top: 4200 });
    expect(places.placeOf('others')).toBeNull();
  });

  it('only the places of the last lists are kept', () => {
    const places = TestBed.inject(ListPlaces);
    for (let i = 0; i <= 50; i++) places.keep(`list ${i}`, { rows: i, top: i });
    expect(places.placeOf('list 0')).toBeNull();
    expect(places.placeOf('list 50')).toEqual({ rows: 50, top: 50 });
  });

  it('a screen that is not reached by going back is come to anew', () => {
    expect(TestBed.inject(ListPlaces).comesBack()).toBe(false);
  });
});
