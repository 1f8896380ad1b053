export const returns = {};
