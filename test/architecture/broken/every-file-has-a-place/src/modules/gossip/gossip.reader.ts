export const room = 'a room that is not in the line of rooms'; // breaks
