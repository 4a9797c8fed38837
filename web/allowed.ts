const words = document.querySelector<HTMLMetaElement>('meta[name="allowed"]')?.content.split(' ') ?? [];

/** Whether the operator allows other pages to show figures of this one in a frame. */
export const areFramesAllowed: boolean = words.includes('frames');

/** Whether the operator allows posters, which come from TMDB's image server. */
export const arePostersAllowed: boolean = words.includes('posters');
