namespace ScriptChat.Uploads.Images;

/// <summary>How large an image is, as it is shown: turned the right way, one frame of an animation.</summary>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
internal readonly record struct ImageSize(int Width, int Height);
