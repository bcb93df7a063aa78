/** Whether what is dragged are files, not a selection or a row of a list. */
export const carriesFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;
