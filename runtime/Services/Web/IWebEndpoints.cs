using Microsoft.AspNetCore.Routing;

namespace ScriptChat.Services.Web;

/// <summary>What a service contributes to the web host.</summary>
public interface IWebEndpoints
{
    /// <summary>Adds the service's paths. Called once, before the host listens.</summary>
    /// <param name="routes">Where to add them.</param>
    void Map(IEndpointRouteBuilder routes);
}
