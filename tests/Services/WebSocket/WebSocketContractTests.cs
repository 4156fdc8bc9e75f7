using ScriptChat.Services.Tests.Contract;

namespace ScriptChat.Services.Tests.WebSocket;

[TestFixture]
internal sealed class PlainContractTests : ChatServiceContract<PlainFixture>;

[TestFixture]
internal sealed class TypedContractTests : ChatServiceContract<TypedFixture>;
