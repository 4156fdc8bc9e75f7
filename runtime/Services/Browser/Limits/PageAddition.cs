using Microsoft.AspNetCore.Http;

namespace ScriptChat.Services.Browser.Limits;

/// <summary>What the page has beside the chat, for some who look at it: the author's view in development.</summary>
/// <param name="Modules">The addresses of modules to load, on this host.</param>
/// <param name="Styles">The addresses of styles to load, on this host.</param>
/// <param name="IsFor">Whether the one who asks for the page gets it. They may put the page into a frame on this host, too.</param>
public sealed record PageAddition(IReadOnlyList<string> Modules, IReadOnlyList<string> Styles, Func<HttpContext, bool> IsFor);
