/** The share bar's parts, for elements that hold one in their own shadow root. */
const SHARE_BAR_PARTS = 'share title list native-button copy-button link server-form server-input error';

export const exportedShareBarParts = SHARE_BAR_PARTS.split(' ').join(',');
