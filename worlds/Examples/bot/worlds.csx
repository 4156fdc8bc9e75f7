public class Menu(WorldContext context) : SimpleOverworld(context, "chat");
