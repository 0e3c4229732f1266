import { useId } from 'preact/hooks';
import type { Upload } from './upload.ts';

export const UploadProgress = ({ upload }: { upload: Upload | undefined }) => {
  const id = useId();
  return (
    <div role="status">
      {upload && (
        <p class="progress">
          <label for={id}>Envoi de « {upload.name} »</label>
          <progress id={id} value={upload.part} max={1} />
        </p>
      )}
    </div>
  );
};
