import type { ReactNode } from 'react';

function Icon({ children }: { children: ReactNode }) {
  return (
    <svg className="icon" viewBox="0 0 20 20" fill="none" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" strokeLinejoin="round" aria-hidden="true">
      {children}
    </svg>
  );
}

export const PauseIcon = () => <Icon><path d="M7 4.5v11M13 4.5v11" strokeWidth="2.2" /></Icon>;
export const PlayIcon = () => <Icon><path d="M6.5 4.2v11.6l9-5.8z" fill="currentColor" /></Icon>;
export const StepBackIcon = () => <Icon><path d="M5.6 4.8v10.4" strokeWidth="2.2" /><path d="M15 4.8v10.4L8 10z" fill="currentColor" /></Icon>;
export const StepOnIcon = () => <Icon><path d="M14.4 4.8v10.4" strokeWidth="2.2" /><path d="M5 4.8v10.4L12 10z" fill="currentColor" /></Icon>;
export const BranchIcon = () => <Icon><circle cx="6" cy="4.8" r="1.8" /><circle cx="6" cy="15.2" r="1.8" /><circle cx="14" cy="7.6" r="1.8" /><path d="M6 6.6v6.8M14 9.4c0 3-4.4 2.6-7 4" /></Icon>;
export const RestartIcon = () => <Icon><path d="M4.5 10a5.5 5.5 0 1 0 1.7-4" /><path d="M4.6 3.4l1.2 3 3-1" /></Icon>;
export const SoundIcon = () => <Icon><path d="M4 8v4h2.6L10 15V5L6.6 8z" /><path d="M12.8 7.6a3.4 3.4 0 0 1 0 4.8M15 5.4a6.4 6.4 0 0 1 0 9.2" /></Icon>;
export const MutedIcon = () => <Icon><path d="M4 8v4h2.6L10 15V5L6.6 8z" /><path d="M13 8l4 4M17 8l-4 4" /></Icon>;
export const FitIcon = () => <Icon><rect x="3" y="4.5" width="14" height="11" rx="2" /><path d="M6.5 10h7M8.4 8l-2 2 2 2M11.6 8l2 2-2 2" /></Icon>;
export const PixelsIcon = () => <Icon><path d="M4 4h6v6H4zM10 10h6v6h-6z" /><path d="M10 4h6v6M4 10v6h6" opacity=".45" /></Icon>;
export const KeysIcon = () => <Icon><rect x="2.8" y="5.5" width="14.4" height="9" rx="2" /><path d="M6 8.6h.01M9 8.6h.01M12 8.6h.01M14.2 8.6h.01M7 11.5h6" /></Icon>;
export const ScreenIcon = () => <Icon><path d="M12 3.8h4.2V8M16.2 3.8l-5 5M8 16.2H3.8V12M3.8 16.2l5-5" /></Icon>;
export const PanelIcon = () => <Icon><rect x="3" y="4" width="14" height="12" rx="2" /><path d="M12 4v12" /></Icon>;
export const SunIcon = () => <Icon><circle cx="10" cy="10" r="3.2" /><path d="M10 2.8v1.6M10 15.6v1.6M2.8 10h1.6M15.6 10h1.6M4.9 4.9L6 6M14 14l1.1 1.1M15.1 4.9L14 6M6 14l-1.1 1.1" /></Icon>;
export const MoonIcon = () => <Icon><path d="M15.8 11.8A6.4 6.4 0 0 1 8.2 4.2a6.4 6.4 0 1 0 7.6 7.6z" /></Icon>;
export const SwapIcon = () => <Icon><path d="M4 7.2h10.4L11.6 4.4M16 12.8H5.6l2.8 2.8" /></Icon>;
export const BackIcon = () => <Icon><path d="M8 5L4 9l4 4" /><path d="M4.4 9H12a4 4 0 0 1 0 8H9" /></Icon>;
export const CloseIcon = () => <Icon><path d="M5.5 5.5l9 9M14.5 5.5l-9 9" /></Icon>;
export const PlusIcon = () => <Icon><path d="M10 5v10M5 10h10" /></Icon>;
export const ChevronIcon = () => <Icon><path d="M7.5 5.5L12 10l-4.5 4.5" /></Icon>;

/** Four regions of one arena, one of them just written. */
export const Mark = () => (
  <svg className="mark" viewBox="0 0 24 24" aria-hidden="true">
    <rect x="3" y="3" width="8" height="8" rx="2.2" className="mark-cell" />
    <rect x="3" y="13" width="8" height="8" rx="2.2" className="mark-cell" />
    <rect x="13" y="13" width="8" height="8" rx="2.2" className="mark-cell" />
    <rect x="13" y="3" width="8" height="8" rx="2.2" className="mark-lit" />
  </svg>
);
